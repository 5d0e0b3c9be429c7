"""The web font is unpacked into the file that prints embed, byte for byte, or refused."""

from __future__ import annotations

import struct
import zlib

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from interface.build_static import FONT, PRINT, SCRIPTS, WEIGHTS
from interface.woff import NoFont, as_truetype

pytestmark = pytest.mark.once


def packed(script="latin", weight=400):
    return (FONT / "files" / f"noto-sans-{script}-{weight}-normal.woff").read_bytes()


def test_every_table_comes_out_as_it_went_in():
    web = packed()
    font = as_truetype(web)
    number = struct.unpack_from(">H", web, 12)[0]
    assert struct.unpack_from(">4sH", font) == (b"\0\1\0\0", number)
    for at in range(number):
        tag, start, kept, size, check = struct.unpack_from(">4sIIII", web, 44 + 20 * at)
        ours = struct.unpack_from(">4sIII", font, 12 + 16 * at)
        data = web[start : start + kept]
        assert ours[:2] == (tag, check)
        assert ours[2] % 4 == 0
        assert font[ours[2] : ours[2] + ours[3]] == (data if kept == size else zlib.decompress(data))


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_is_built_in_both_weights_and_is_a_font(script):
    for weight in WEIGHTS:
        face = TTFontFile(str(PRINT / f"noto-sans-{script}-{weight}-normal.ttf"))
        assert face.charToGlyph


@pytest.mark.parametrize("bad", [b"", b"wOF2" + b"\0" * 60, b"wOFFOTTO" + b"\0" * 60, packed()[:300], packed()[:-2000]])
def test_what_is_no_such_font_or_is_damaged_is_refused(bad):
    with pytest.raises(NoFont):
        as_truetype(bad)
