"""Pictures of the gallery, which has every kind of drawing, against stored ones: light, dark, on paper, on a phone.

`PICTURES=write` stores them anew; look at them before you commit. They are made with Roboto and one version of
Chromium, which `pictures/made-with.txt` names: with others these tests are skipped.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest

Image = pytest.importorskip("PIL.Image", reason="Pillow is missing")
from PIL import ImageChops, ImageFilter  # noqa: E402

STORED = Path(__file__).parent / "pictures"
MADE_WITH = STORED / "made-with.txt"
LOOKS = {
    "light": {"viewport": {"width": 1000, "height": 900}},
    "dark": {"viewport": {"width": 1000, "height": 900}, "color_scheme": "dark"},
    "paper": {"viewport": {"width": 720, "height": 1000}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 400, "height": 800}},
}
STYLE = ':root, body { --md-text-font: "Roboto"; --md-code-font: "Roboto" } .md-header { display: none }'
TILE = 32  # px
DIFFERENT = 48  # of 255, after a blur that evens out the edges of letters
MOST = 0.12  # of a tile: a word, an icon or a line that moved is more


def versions(chromium):
    """What the pictures depend on."""
    font = (
        shutil.which("fc-match")
        and subprocess.run(["fc-match", "-f", "%{file}", "Roboto"], capture_output=True, text=True, check=False).stdout
    )
    return f"Chromium {chromium.version.split('.')[0]}, {Path(font or 'no font').name}\n"


@pytest.fixture(scope="module")
def same_tools(chromium):
    here = versions(chromium)
    if os.environ.get("PICTURES") == "write":
        MADE_WITH.write_text(here, encoding="utf-8")
    made_with = MADE_WITH.read_text(encoding="utf-8")
    if here != made_with:
        pytest.skip(f"the pictures were made with {made_with.strip()}; this is {here.strip()}")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.usefixtures("same_tools")
def test_the_gallery_looks_as_it_did(look, home, new_page, tmp_path):
    page = new_page(**LOOKS[look])
    page.goto(home() + "guide/gallery/")
    page.add_style_tag(content=STYLE)
    page.wait_for_selector(".gt-zoom:not([hidden])")
    page.wait_for_function("() => document.querySelectorAll('pre.mermaid').length === 0")
    if look == "paper":
        page.emulate_media(media="print", color_scheme="dark")
    page.wait_for_timeout(500)
    shot = Image.open(BytesIO(page.locator("article").screenshot(animations="disabled"))).convert("RGB")
    stored = STORED / f"gallery-{look}.png"
    if os.environ.get("PICTURES") == "write":
        shot.quantize(200, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(stored, optimize=True)
    shot.save(tmp_path / "now.png")
    assert stored.stat().st_size < 300_000
    expected = Image.open(stored).convert("RGB")
    assert shot.size == expected.size, f"see {tmp_path}/now.png"
    assert changed_tiles(shot, expected) == [], f"see {tmp_path}/now.png"


def changed_tiles(one, other):
    """The upper left corners of the squares in which two pictures of one size differ."""
    blurred = [picture.filter(ImageFilter.BoxBlur(1)) for picture in (one, other)]
    # The channel that differs most counts.
    red, green, blue = ImageChops.difference(*blurred).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue).point(lambda value: 255 * (value > DIFFERENT))
    shares = most.resize((-(-one.width // TILE), -(-one.height // TILE)), Image.Resampling.BOX)
    values = shares.tobytes()
    return [
        (TILE * (at % shares.width), TILE * (at // shares.width))
        for at, value in enumerate(values)
        if value > 255 * MOST
    ]


def test_a_moved_word_is_seen_and_another_edge_of_a_letter_is_not():
    blank = Image.new("RGB", (96, 96), "white")
    word, softer = blank.copy(), blank.copy()
    word.paste("black", (40, 40, 62, 52))
    softer.paste((215, 215, 215), (40, 40, 62, 52))
    assert changed_tiles(blank, word) == [(32, 32)]
    assert changed_tiles(blank, softer) == []


def test_the_pictures_are_few_and_all_used():
    names = sorted(path.name for path in STORED.iterdir())
    assert names == sorted([*(f"gallery-{look}.png" for look in LOOKS), "made-with.txt"])
    assert re.fullmatch(r"Chromium \d+, Roboto[\w.-]*\n", MADE_WITH.read_text(encoding="utf-8"))
