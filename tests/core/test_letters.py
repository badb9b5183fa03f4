"""The letter under which a word stands, in any script, and the order of words."""

from __future__ import annotations

import pytest

from mkdocs_goal_tree.core.letters import letter_of, letters, sort_key
from mkdocs_goal_tree.core.source import Source
from mkdocs_goal_tree.core.termfiles import read_glossary

LETTERS = {
    "Impact": "I", "impact": "I", "Épée": "E", "e\u0301pe\u0301e": "E", "Łódź": "L", "øre": "O", "Œuvre": "O",
    "Ähnlich": "A", "ßx": "S", "İş": "I", "ılık": "I", "Þing": "T", "ﬁnding": "F", "Ⅷ": "V", "“Impact”": "I", ".NET": "N",
    "Ωμέγα": "Ω", "άλφα": "Α", "Ёж": "Е", "йод": "Й", "цель": "Ц", "أثر": "ا", "מטרה": "מ", "लक्ष्य": "ल", "เป้า": "เ",
    "影響": "字", "𠮷": "字", "アウトカム": "あ", "ガイド": "か", "ぴ": "は", "っ": "た", "ﾀｰｹﾞｯﾄ": "た", "ん": "わ", "ゔ": "あ",
    "성과": "ㅅ", "꿈": "ㄱ", "ㅎ": "ㅎ", "3D": "0–9", "²": "0–9", "½": "0–9", "→": "#", "": "#", "🙂": "#",
}  # fmt: skip


@pytest.mark.parametrize("word", LETTERS)
def test_a_word_stands_under_its_letter(word):
    assert letter_of(word) == LETTERS[word]


def test_words_are_in_order_of_letter_then_without_accents_then_as_written():
    words = [
        "3D",
        "Ω",
        "Impact vs. outcome",
        "Impacts",
        "éclair",
        "Impact",
        "Zoo",
        "影響",
        "ecru",
        "→",
        "Impact mapping",
        "цель",
    ]
    assert sorted(words, key=sort_key) == [
        "éclair", "ecru", "Impact", "Impact mapping", "Impact vs. outcome", "Impacts", "Zoo", "Ω", "цель", "影響", "→", "3D",
    ]  # fmt: skip


def test_terms_are_grouped_by_letter():
    words = ["Éclair", "Ecru", "Ω", "Zoo", "2x"]
    sources = [Source(f"{i}.md", f"{i}.md", f"---\nterm: {word}\n---\n") for i, word in enumerate(words)]
    groups = letters(read_glossary(sources)[0])
    assert [(letter, [term.term for term in terms]) for letter, terms in groups] == [
        ("E", ["Éclair", "Ecru"]),
        ("Z", ["Zoo"]),
        ("Ω", ["Ω"]),
        ("0–9", ["2x"]),
    ]
