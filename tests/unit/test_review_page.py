"""The review page as it is written: whole, the same each time, closed to what its articles hold."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleancopy.document import Safety, digest
from cleancopy.folders import REPORTS
from cleancopy.printers.review import SCRIPTS, embedded, script, to_review, to_served_review
from cleancopy.printers.reviewed import batch_digest, headline, index_row, rule_texts
from reviewing import article, items, report_on, review_page, rules, shipped
from strategies import an_edit, quick

HOSTILE = "</script><script>alert(1)</script><!-- \u2028\u2029\x00\x85\ud800\ufdd0 & \"quoted\" 'x'"


class Page(HTMLParser):
    """The scripts and styles of a page as a browser reads them, and its policy."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.parts = list[tuple[str, dict[str, str | None], str]]()
        self.policy = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if "http-equiv" in given:
            self.policy = given["content"] or ""
        if tag in ("script", "style"):
            self.parts.append((tag, given, ""))

    def handle_data(self, data: str) -> None:
        if self.parts and self.cdata_elem:
            tag, given, text = self.parts[-1]
            self.parts[-1] = (tag, given, text + data)

    def data(self, name: str) -> Any:
        (text,) = (text for _, given, text in self.parts if given.get("id") == name)
        return json.loads(text)


def small(name: str = "a.txt") -> dict[str, Any]:
    return article(report_on("a b c", (an_edit(0, 1, "A", "s/one"),), name=name))


def test_an_article_is_in_the_page_as_it_is() -> None:
    data = article(report_on(HOSTILE, name=HOSTILE), HOSTILE, "ar")
    page = Page(review_page(data, small()))
    assert page.data("article-0") == data
    assert data["source"] == {"text": HOSTILE, "lang": "ar"}
    assert [tag for tag, _, _ in page.parts] == ["style", *["script"] * 4]
    assert "<" not in page.parts[1][2]
    review_page(data).encode()


@quick
@given(st.text(st.characters()))
def test_whatever_is_embedded_is_read_again(text: str) -> None:
    written = embedded({"text": text})
    assert json.loads(written) == {"text": text}
    assert not re.search("[<\u2028\u2029\ud800-\udfff]", written)


def test_the_policy_lets_only_our_own_script_and_style_run() -> None:
    for page, connect in (
        (Page(review_page(small())), "'none'"),
        (Page(to_served_review("b", {})), "'self'"),
    ):
        style, *_, module = page.parts
        for kind, (_, _, text) in (("style", style), ("script", module)):
            hashed = b64encode(sha256(text.encode()).digest()).decode()
            assert f"{kind}-src 'sha256-{hashed}';" in page.policy
        assert page.policy.startswith("default-src 'none';")
        assert f"connect-src {connect};" in page.policy
        assert "unsafe" not in page.policy


def test_the_page_names_nothing_to_load() -> None:
    page = review_page(small())
    assert not re.search(r"https?://|url\(|@import|src=|\bstyle=|\son\w+=", page)
    assert re.findall(r'href="([^"]*)"', page) == ["data:,", "#article"]


def test_the_scripts_are_all_there_and_cannot_end_early() -> None:
    folder = REPORTS / "review"
    assert {path.stem for path in folder.glob("*.js")} == set(SCRIPTS)
    assert not re.search(r"</script|<!--|^(import|export) ", script(), re.MULTILINE)
    assert not [path for path in folder.glob("*.css") if "</" in path.read_text("utf-8")]
    for path in folder.glob("*.js"):
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|eval\(", path.read_text("utf-8")
        )


def test_a_script_comes_after_those_that_it_needs() -> None:
    known = set[str]()
    for name in SCRIPTS:
        text = (REPORTS / "review" / f"{name}.js").read_text(encoding="utf-8")
        assert set(re.findall(r'from "\./([\w-]+)\.js"', text)) <= known
        known.add(name)


def test_the_same_articles_make_the_same_bytes() -> None:
    first = review_page(article(shipped("01-gas-talks")), small())
    assert first == review_page(article(shipped("01-gas-talks")), small())


def test_the_items_are_those_that_decisions_are_on() -> None:
    report = shipped("11-olive-prices-jaen")
    data = article(report)
    assert data["sha256"] == digest(report.original)
    for entry, item in zip(data["items"], items(report), strict=True):
        assert (entry["id"], entry["kind"] == "repair") == (item.id, item.is_repair)
        assert [rule["name"] for rule in entry["rules"]] == list(item.rules)
        assert all(rule["title"] != rule["name"] for rule in entry["rules"])
        places = [(p["start"], p["end"], p["old"], p["new"]) for p in entry["places"]]
        assert places == [(p.start, p.end, p.old, p.new) for p in item.places]


def test_a_row_of_the_queue_counts_what_wants_eyes() -> None:
    look, risk = an_edit(6, 7, None, "s/look"), an_edit(2, 3, "B", "s/x", Safety.UNSAFE)
    text = "a b c d"
    row = index_row(3, article(report_on(text, (an_edit(0, 1, "A", "s/one"), risk), (look,))))
    assert (row["number"], row["repairs"], row["advice"], row["unsafe"]) == (3, 2, 1, 1)
    assert (row["of"], row["state"], row["rules"]) == (3, "look", ["s/look", "s/one", "s/x"])
    clean = index_row(0, article(report_on("All is well.")))
    assert (clean["of"], clean["state"], clean["headline"]) == (0, "clean", "")
    assert index_row(0, small())["state"] == "repaired"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Talks fail\r\n\r\nThey met.", "Talks fail"),
        ("\n\n  Talks fail \nThey met.", "Talks fail"),
        ("They met.\nAgain.", ""),
        ("Talks fail", ""),
        ("", ""),
        ("x" * 141 + "\nThey met.", ""),
    ],
)
def test_a_headline_is_a_short_first_line(text: str, found: str) -> None:
    assert headline(text) == found


def test_decisions_are_kept_under_the_name_of_their_batch() -> None:
    assert batch_digest([small(), small()]) == batch_digest([small(), small()])
    other = article(report_on("a b c", (an_edit(0, 1, "B", "s/one"),)))
    digests = {batch_digest(each) for each in ([small()], [small("b.txt")], [small()] * 2, [other])}
    assert len(digests) == 4


def test_rules_are_told_once_and_only_those_in_use() -> None:
    page = Page(review_page(article(shipped("01-gas-talks")), small()))
    told = page.data("config")["rules"]
    assert told["s/one"] == {"title": "s/one", "why": ""}  # of a folder that has no such card now
    assert told["quotation/lost-opening-mark"]["why"]
    assert "control/control-character" not in told
    served = Page(to_served_review("b", rule_texts(rules()))).data("config")
    assert (served["mode"], len(served["rules"])) == ("server", len(rules()))


def test_a_page_without_articles_is_a_page() -> None:
    assert Page(to_review([], {})).data("config")["articles"] == []
