"""Takes the pictures of the review page in reports/pictures/; `make pictures` calls it."""

from __future__ import annotations

import shutil
import sys
from base64 import b64decode
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from playwright.sync_api import Browser, Page, sync_playwright

from reviewing import ARTICLES, article, review_page, shipped

PICTURES = Path(__file__).parents[1] / "reports" / "pictures"
QUALITY = 82
STEM = "01-gas-talks"
SOURCE = (ARTICLES / "sources" / f"{STEM}.txt").read_text(encoding="utf-8")

# What is opened, how, and which keys are pressed before the picture is taken.
Shot = tuple[str, tuple[int, int], dict[str, str], str]
SHOTS: dict[str, Shot] = {
    "review-light": ("one", (1280, 860), {"color_scheme": "light"}, "a a r a a j j"),
    "review-dark": ("batch", (1440, 820), {"color_scheme": "dark"}, "a a j"),
    "review-batch": ("batch", (1440, 820), {"color_scheme": "light"}, "Shift+S"),
    "review-sides": ("one", (1440, 820), {"color_scheme": "light"}, "a a 2 j j"),
    "review-source": ("one", (1440, 820), {"color_scheme": "light"}, "s j j j"),
    "review-narrow": ("batch", (390, 780), {"color_scheme": "light"}, "a a"),
    "review-print": ("one", (794, 1123), {"color_scheme": "light"}, "a a r a"),
}


def main() -> int:
    pages = {
        "one": review_page(article(shipped(STEM), SOURCE, "ar")),
        "batch": review_page(*(article(shipped(path.stem)) for path in damaged())),
    }
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        for name, html in pages.items():
            Path(folder, f"{name}.html").write_text(html, encoding="utf-8")
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, shot in SHOTS.items():
            picture = taken(browser, Path(folder), shot, is_print=name.endswith("print"))
            (PICTURES / f"{name}.webp").write_bytes(picture)
            print(f"{name}.webp: {len(picture) / 1000:.0f} kB")
        browser.close()
    return 0


def damaged() -> list[Path]:
    return sorted((ARTICLES / "damaged").glob("*.txt"))


def taken(browser: Browser, folder: Path, shot: Shot, is_print: bool) -> bytes:
    """A picture as WebP."""
    name, (width, height), choices, keys = shot
    context: Any = {"viewport": {"width": width, "height": height}, "reduced_motion": "reduce"}
    page = browser.new_page(**context, **choices)
    page.goto((folder / f"{name}.html").as_uri())
    page.wait_for_selector("body.ready")
    for key in keys.split():
        page.keyboard.press(key)
    if is_print:
        page.emulate_media(media="print")
        page.evaluate("document.body.style.margin = '18mm 20mm'")  # a screen has no page margins
        page.evaluate("scrollTo(0, 0)")
    picture = _webp(page)
    page.close()
    return picture


def _webp(page: Page) -> bytes:
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    session = page.context.new_cdp_session(page)
    taken = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    return b64decode(taken["data"])


if __name__ == "__main__":
    sys.exit(main())
