import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from interface.csp import POLICY

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "static" / "build"


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/nowhere/", 404, "Page not found"),
        ("/refused/", 403, "Only the clerk of FPBV can publish its agenda."),
        ("/suspect/", 400, "This request makes no sense to us"),
        ("/conflict/", 409, "The consultation on stop and search is not recorded."),
        ("/big/", 413, "This file is too big"),
        ("/broken/", 500, "Something went wrong"),
    ],
)
def test_an_error_page_says_what_happened_and_leaks_nothing(visitor, address, status, said):
    answer = visitor.get(address)
    assert answer.status_code == status
    assert said in answer.text
    assert "secret detail" not in answer.text
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_a_broken_page_gives_the_number_under_which_the_log_has_it(visitor, caplog):
    number = re.search(r"<strong>([0-9a-f-]{36})</strong>", visitor.get("/broken/").text)
    assert number is not None
    assert number[1] in caplog.text


def test_the_gallery_exists_only_in_development_and_in_the_demo(visitor, settings):
    settings.DEBUG = settings.DEMO = False
    assert visitor.get("/gallery/").status_code == 404


def test_the_policy_allows_our_own_files_and_nothing_else():
    allowed = {source for sources in POLICY["DIRECTIVES"].values() for source in sources}
    assert allowed == {"'self'", "'none'"}
    assert POLICY["DIRECTIVES"]["default-src"] == ["'none'"]


def test_no_page_has_a_script_or_a_style_of_its_own(visitor):
    for address in ("/gallery/", "/accessibility/", "/nowhere/", "/conflict/"):
        html = visitor.get(address).text
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", html)


def test_pages_without_sign_in_set_no_cookie(visitor):
    assert not visitor.get("/accessibility/").cookies


def test_the_lock_file_names_no_registry():
    lock = json.loads((ROOT / "package-lock.json").read_text())
    for package in lock["packages"].values():
        assert "resolved" not in package
        assert not re.search(r"https?:", json.dumps({key: value for key, value in package.items() if key != "funding"}))


def test_the_assets_lock_names_no_host_and_hashes_everything():
    text = (ROOT / "requirements" / "assets.txt").read_text()
    assert "http" not in text
    assert "--hash=sha256:" in text


@pytest.fixture(scope="module")
def built():
    subprocess.run([sys.executable, "-m", "interface.build_static"], cwd=ROOT, check=True, capture_output=True)
    return BUILD


def test_a_second_build_is_free(built):
    again = subprocess.run(
        [sys.executable, "-m", "interface.build_static"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert again.stdout == "Static files are up to date.\n"


def test_the_stylesheet_has_nothing_of_govuks_brand_and_names_only_files_that_are_there(built):
    styles = (built / "screen.css").read_text()
    assert "GDS Transport" not in styles
    assert "crest" not in "".join(re.findall(r"url\([^)]*\)", styles))
    assert not re.search(r"url\((?![\"']?\./)", styles)
    for name in re.findall(r"url\([\"']?\./([^\"')]+)", styles):
        assert (built / name).is_file()


def test_the_manifest_storage_takes_every_static_file(built, settings, tmp_path):
    from django.core.management import call_command

    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").is_file()


@pytest.mark.browser
@pytest.mark.parametrize("address", ["/gallery/?q=crime&page=3", "/accessibility/", "/conflict/", "/nowhere/"])
def test_axe_finds_nothing_and_nothing_leaves_the_screen(built, site, page, address):
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    status = page.goto(site + address).status
    assert [violation["id"] for violation in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    assert [text for text in complaints if status < 400 or "status of" not in text] == []


@pytest.mark.browser
def test_every_box_looks_like_what_it_is(built, site, page):
    """What axe cannot see: a checkbox drawn as a wide text box, a date whose boxes stand below each other."""
    page.goto(site + "/gallery/")
    size = "element => { const box = element.getBoundingClientRect(); return [box.width, box.height, box.top]; }"
    for box in page.query_selector_all("input[type=checkbox], input[type=radio]"):
        width, height, _ = box.evaluate(size)
        assert width == height
        assert 24 <= width <= 48
    tops = {box.evaluate(size)[2] for box in page.query_selector_all("input[id^=blank_effective_on-]")}
    assert len(tops) == 1
    for box in page.query_selector_all("form[method=post] :is(textarea, input[type=email])"):
        assert box.evaluate(size)[0] > 300
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").startswith('"Noto Sans"')
    assert page.evaluate("document.fonts.check('16px \"Noto Sans\"')")


@pytest.mark.browser
def test_the_scripts_of_govuk_start(built, site, page):
    page.goto(site + "/gallery/")
    page.wait_for_selector(".govuk-frontend-supported")
    button = page.locator("#blank_password ~ button")
    assert button.is_visible()
    button.click()
    assert page.locator("#blank_password").get_attribute("type") == "text"


@pytest.mark.browser
def test_everything_is_there_without_javascript(built, site, chromium):
    with chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900}) as context:
        page = context.new_page()
        page.goto(site + "/gallery/?q=crime")
        for selector in ("text=Plans", "text=Apply filters", "#wrong_effective_on-day", ".moj-filter__tag"):
            assert page.locator(selector).first.is_visible(), selector


@pytest.mark.browser
def test_htmx_starts_under_our_policy_and_adds_no_style_of_its_own(built, site, chromium):
    with chromium.new_context() as context:
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(site + "/live/")
        page.click("text=Ask")
        page.wait_for_selector("#answer h1")
        assert page.evaluate("[htmx.config.includeIndicatorStyles, htmx.config.allowEval]") == [False, False]
        assert page.evaluate("htmx.config.selfRequestsOnly") is True
        assert complaints == []
