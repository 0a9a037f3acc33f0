"""What PDF/A-2b asks for beyond what ReportLab writes: metadata, output intent, line ends.

ISO 19005-2: 6.2.3 (output intent), 6.6.2 (XMP), 6.1.7.1 (a line end before ``endstream``). That
fonts are embedded and nothing is transparent follows from how papers are drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString
from reportlab.pdfgen.canvas import Canvas

_FONTS = Lock()
"""A font is read as one file with one place in it when its subset is made: one caller at a time."""

_PROFILE = Path(__file__).parents[2] / "resources" / "colour" / "srgb.icc"
_CONDITION = "sRGB IEC61966-2.1"
_LANGUAGE = "vi-VN"
_STREAM = re.compile(rb"/Length (\d+)[^<>]*>>\s*stream\n")
_PRODUCER = "ReportLab PDF Library"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<xmp:CreateDate>{at}</xmp:CreateDate>
<xmp:ModifyDate>{at}</xmp:ModifyDate>
<xmp:CreatorTool>{tool}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def declare(canvas: Canvas, *, title: str, author: str, subject: str, at: str) -> None:
    """Write into the file what it is, twice as the norm asks; ``at`` as ISO 8601 to the second.

    The canvas names the language of the text as well.
    """
    tool = "motcua"
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject(subject)
    canvas.setCreator(tool)
    canvas.setProducer(_PRODUCER)
    canvas.setDateFormatter(lambda *_now: _info_date(at))
    packet = _XMP.format(
        language=_LANGUAGE,
        title=escape(title),
        author=escape(author),
        subject=escape(subject),
        at=at,
        tool=tool,
        producer=_PRODUCER,
    )
    _add(canvas, "Metadata", _metadata(packet))
    _add(canvas, "OutputIntents", PDFArray([_intent(canvas)]))


def finished(canvas: Canvas, stream: BytesIO) -> bytes:
    """Save the canvas that writes to ``stream``; the bytes of the file."""
    with _FONTS:
        canvas.save()
    return _with_line_ends(stream.getvalue())


def _add(canvas: Canvas, name: str, value: Any) -> None:
    """An entry of the catalogue; ReportLab writes those that it knows by name."""
    canvas.setCatalogEntry(name, value)
    catalogue = canvas._doc.Catalog  # noqa: SLF001 - there is no other way to name an entry
    if name not in catalogue.__NoDefault__:
        catalogue.__NoDefault__ = [*catalogue.__NoDefault__, name]


class _PlainStream(PDFStream):  # type: ignore[misc]
    """A stream that is not packed: whoever looks for metadata need not know PDF."""

    def format(self, document: Any) -> bytes:
        """Its bytes in the file; not even an empty list of filters."""
        dictionary = PDFDictionary({**self.dictionary.dict, "Length": len(self.content)})
        head: bytes = dictionary.format(document)
        return b"%s\nstream\n%sendstream\n" % (head, self.content)


def _metadata(packet: str) -> _PlainStream:
    stream = _PlainStream(content=packet.encode())
    stream.dictionary["Type"] = PDFName("Metadata")
    stream.dictionary["Subtype"] = PDFName("XML")
    return stream


def _intent(canvas: Canvas) -> PDFDictionary:
    profile = PDFStream(content=_profile())
    profile.dictionary["N"] = 3
    return PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString(_CONDITION),
            "Info": PDFString(_CONDITION),
            "DestOutputProfile": canvas._doc.Reference(profile),  # noqa: SLF001 - as above
        }
    )


@cache
def _profile() -> bytes:
    return _PROFILE.read_bytes()


def _info_date(at: str) -> str:
    digits = re.sub(r"[-:T]", "", at[:19])
    return f"D:{digits}{at[19:22]}'{at[23:25]}'"


def _with_line_ends(pdf: bytes) -> bytes:
    """The same file with a line end before each ``endstream``, and its table of offsets anew."""
    table = pdf.rindex(b"xref\n", 0, pdf.rindex(b"startxref"))
    head, *entries = re.findall(rb"(\d{10}) \d{5} [nf]", pdf[table : pdf.index(b"trailer", table)])
    offsets = [int(each) for each in entries]
    ends = dict(pairwise([*sorted(offsets), table]))
    first = min(offsets)
    written, moved = [pdf[:first]], {}
    length = first
    for start in sorted(offsets):
        moved[start] = length
        whole = b"".join(_ended(pdf[start : ends[start]]))
        written.append(whole)
        length += len(whole)
    lines = [b"%s 65535 f \n" % head, *(b"%010d 00000 n \n" % moved[each] for each in offsets)]
    trailer = pdf[pdf.index(b"trailer", table) : pdf.rindex(b"startxref")]
    tail = b"startxref\n%d\n%%%%EOF\n" % length
    return b"".join((*written, b"xref\n0 %d\n" % len(lines), *lines, trailer, tail))


def _ended(thing: bytes) -> Iterator[bytes]:
    """One object, with a line end after the bytes of its stream where it has one."""
    found = _STREAM.search(thing)
    if found is None:
        yield thing
        return
    end = found.end() + int(found[1])
    yield thing[:end]
    yield b"\n"
    yield thing[end:]
