"""Rules of PDF/A-2b (ISO 19005-2) that a drawn paper can break, each with its clause.

No validator can be had from the registries that this project builds from, so these are our own
checks; what they leave out stands in docs/papers.md.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from lxml import etree

SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}
COLOURS_OF_DEVICE = {"g", "G", "rg", "RG"}
OTHER_COLOURS = {"k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "gs", "ri"}
NEVER = ("/AcroForm", "/AA", "/OpenAction", "/OCProperties", "/Names", "/Requirements")


def broken_rules(pdf: bytes) -> list[str]:
    """What in a file is against PDF/A-2b, in words; nothing for one that keeps every rule."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [
            *_file_rules(pdf, document),
            *_metadata_rules(document),
            *_intent_rules(document),
            *(said for page in document.pages for said in _page_rules(page)),
            *(said for font in _fonts(document) for said in _font_rules(font)),
        ]


def _file_rules(pdf: bytes, document: pikepdf.Pdf) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4}", pdf):
        yield "6.1.2 header"
    if "/ID" not in document.trailer or "/Encrypt" in document.trailer:
        yield "6.1.3 trailer"
    for found in re.finditer(rb"/Length (\d+)[^<>]*>>\s*stream\r?\n", pdf):
        end = found.end() + int(found[1])
        if pdf[end : end + 10] != b"\nendstream":
            yield "6.1.7.1 length or line end of a stream"
    for thing in document.objects:
        if isinstance(thing, pikepdf.Stream):
            filters = thing.get("/Filter", pikepdf.Array())
            said = [filters] if isinstance(filters, pikepdf.Name) else list(filters)
            if any(each not in ("/FlateDecode", "/DCTDecode") for each in said):
                yield f"6.1.7.2 filter {said}"
            if "/F" in thing:
                yield "6.1.7.1 external stream"
    for name in NEVER:
        if name in document.Root:
            yield f"6.4, 6.5, 6.9 {name} in the catalogue"
    if document.Root.get("/Lang") != "vi-VN":
        yield "language"


def _metadata_rules(document: pikepdf.Pdf) -> Iterator[str]:
    metadata = document.Root.get("/Metadata")
    if metadata is None or "/Filter" in metadata:
        yield "6.6.2.1 metadata"
        return
    packet = etree.fromstring(metadata.read_raw_bytes())
    info = document.docinfo

    def said(path: str) -> str:
        return str(packet.xpath(f"string(//{path})", namespaces=SPACES)).strip()

    wanted = {
        "pdfaid:part": "2",
        "pdfaid:conformance": "B",
        "dc:title//rdf:li": str(info["/Title"]),
        "dc:creator//rdf:li": str(info["/Author"]),
        "dc:description//rdf:li": str(info["/Subject"]),
        "dc:language//rdf:li": "vi-VN",
        "xmp:CreatorTool": str(info["/Creator"]),
        "pdf:Producer": str(info["/Producer"]),
    }
    for path, value in wanted.items():
        if said(path) != value:
            yield f"6.6.2, 6.6.4 {path}: {said(path)!r} is not {value!r}"
    for path, key in (("xmp:CreateDate", "/CreationDate"), ("xmp:ModifyDate", "/ModDate")):
        if re.sub(r"\D", "", said(path)) != re.sub(r"\D", "", str(info[key])):
            yield f"6.6.2 {path}"


def _intent_rules(document: pikepdf.Pdf) -> Iterator[str]:
    intents = list(document.Root.get("/OutputIntents", pikepdf.Array()))
    if len(intents) != 1 or intents[0].S != "/GTS_PDFA1":
        yield "6.2.3 output intent"
        return
    profile = intents[0].DestOutputProfile
    content = profile.read_bytes()
    if profile.N != 3 or content[12:20] != b"mntrRGB " or content[36:40] != b"acsp":
        yield "6.2.3 profile"
    if struct.unpack(">I", content[:4])[0] != len(content) or content[8] > 4:
        yield "6.2.3 size or version of the profile"


def _page_rules(page: pikepdf.Page) -> Iterator[str]:
    if "/Group" in page or "/Annots" in page or "/AA" in page:
        yield "6.2.10, 6.3 group or annotation on a page"
    if "/ExtGState" in page.Resources or "/ColorSpace" in page.Resources:
        yield "6.2.4, 6.2.5 state or colour space"
    left, bottom, right, top = (float(each) for each in page.MediaBox)
    if not (3 <= right - left <= 14400 and 3 <= top - bottom <= 14400):
        yield "6.1.13 size of a page"
    for _, operator in pikepdf.parse_content_stream(page):
        if str(operator) in OTHER_COLOURS:
            yield f"6.2.4 operator {operator}"


def _fonts(document: pikepdf.Pdf) -> list[tuple[Any, set[int]]]:
    """Every font with the codes that are shown in it."""
    fonts: dict[tuple[int, int], tuple[Any, set[int]]] = {}
    for page in document.pages:
        current = None
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                current = page.Resources.Font[str(operands[0])]
                fonts.setdefault(current.objgen, (current, set()))
            elif str(operator) in ("Tj", "'", "TJ") and current is not None:
                texts = operands[0] if str(operator) == "TJ" else [operands[-1]]
                for text in texts:
                    if isinstance(text, pikepdf.String):
                        fonts[current.objgen][1].update(bytes(text))
    return list(fonts.values())


def _font_rules(found: tuple[Any, set[int]]) -> Iterator[str]:
    font, shown = found
    name = str(font.BaseFont)
    descriptor = font.get("/FontDescriptor")
    if descriptor is None or "/FontFile2" not in descriptor:
        yield f"6.2.11.4.1 {name} is not embedded"
        return
    symbolic = bool(int(descriptor.Flags) & 4)
    if not symbolic or int(descriptor.Flags) & 32 or "/Encoding" in font:
        yield f"6.2.11.6 {name} is no symbolic font without an encoding"
    tables = _tables(descriptor.FontFile2.read_bytes())
    glyphs, subtables = _mapped(tables[b"cmap"])
    if subtables != 1:
        yield f"6.2.11.6 {name} has {subtables} encodings"
    unicodes = _unicodes(font.ToUnicode.read_bytes())
    widths = _widths(tables)
    first = int(font.FirstChar)
    for code in sorted(shown):
        glyph = glyphs.get(code, 0)
        if glyph == 0:
            yield f"6.2.11.8 {name} shows no glyph for {code}"
        if unicodes.get(code, 0) in (0, 0xFEFF, 0xFFFE):
            yield f"6.2.11.7 {name} has no letter for {code}"
        if abs(float(font.Widths[code - first]) - widths[glyph]) > 1:
            yield f"6.2.11.5 {name} has another width for {code}"


def _tables(font: bytes) -> dict[bytes, bytes]:
    count = struct.unpack(">H", font[4:6])[0]
    found = {}
    for index in range(count):
        tag, _, start, length = struct.unpack(">4sIII", font[12 + 16 * index : 28 + 16 * index])
        found[tag] = font[start : start + length]
    return found


def _mapped(cmap: bytes) -> tuple[dict[int, int], int]:
    """Code to glyph, and how many encodings there are; only the trimmed table (6) is known."""
    count = struct.unpack(">H", cmap[2:4])[0]
    start = struct.unpack(">I", cmap[8:12])[0]
    kind, _, _, first, entries = struct.unpack(">5H", cmap[start : start + 10])
    assert kind == 6
    glyphs = struct.unpack(f">{entries}H", cmap[start + 10 : start + 10 + 2 * entries])
    return {first + index: glyph for index, glyph in enumerate(glyphs)}, count


def _widths(tables: dict[bytes, bytes]) -> list[float]:
    em = struct.unpack(">H", tables[b"head"][18:20])[0]
    count = struct.unpack(">H", tables[b"hhea"][34:36])[0]
    glyphs = struct.unpack(">H", tables[b"maxp"][4:6])[0]
    said = [
        struct.unpack(">H", tables[b"hmtx"][4 * each : 4 * each + 2])[0] for each in range(count)
    ]
    return [1000 * said[min(each, count - 1)] / em for each in range(glyphs)]


def _unicodes(table: bytes) -> dict[int, int]:
    """Code to letter, as a ToUnicode table of single letters says it."""
    assert b"beginbfrange" not in table
    sections = re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL)
    pairs = re.findall(rb"<(\w+)> <(\w+)>", b"".join(sections))
    return {int(code, 16): int(letter, 16) for code, letter in pairs}
