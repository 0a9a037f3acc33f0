// PouchDB against express-pouchdb: the same small records up from one fresh device, down on another.
// node pouch.mjs serve FOLDER PORT | node pouch.mjs fill|push|pull FOLDER URL COUNT BATCH
import { createRequire } from "node:module";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import readline from "node:readline";

const require = createRequire(join(process.cwd(), "peer.cjs"));
const PouchDB = require("pouchdb");
const [act, folder, where, count, batch] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });

async function records() {
  const lines = readline.createInterface({ input: process.stdin });
  const found = [];
  for await (const line of lines) found.push(JSON.parse(line));
  return found;
}

async function timed(work) {
  const begun = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - begun) / 1e9;
}

if (act === "serve") {
  const app = require("express")();
  const Kept = PouchDB.defaults({ prefix: folder + "/" });
  app.use("/", require("express-pouchdb")(Kept, { inMemoryConfig: true, logPath: join(folder, "log.txt") }));
  app.listen(Number(where), "127.0.0.1", () => console.log("ready"));
} else {
  const device = new PouchDB(join(folder, "device"));
  const options = { batch_size: Number(batch) };
  if (act === "fill") {
    const kept = await records();
    const seconds = await timed(async () => {
      for (let at = 0; at < kept.length; at += 1000) await device.bulkDocs(kept.slice(at, at + 1000));
    });
    console.log(JSON.stringify({ seconds, held: (await device.info()).doc_count }));
  } else {
    const centre = new PouchDB(where);
    const go = act === "push" ? () => device.replicate.to(centre, options) : () => device.replicate.from(centre, options);
    const seconds = await timed(go);
    const held = (await (act === "push" ? centre : device).info()).doc_count;
    if (held !== Number(count)) throw new Error(`${held} of ${count} records arrived`);
    console.log(JSON.stringify({ seconds, held }));
  }
  await device.close();
}
