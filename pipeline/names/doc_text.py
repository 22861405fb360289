"""The text of a spaCy document, put together once: `Doc.text` joins its tokens each time it is asked."""

from pipeline.names.spacy_parts import Doc, Language

_TEXT = "plantrace_text"


def make_doc(nlp: Language, text: str) -> Doc:
    """A document of this text, which it remembers; each character is a token but for blanks.

    spaCy's own cut into characters looks for each of them in the rest of the text: a paragraph of a hundred
    thousand took eight times as long. Where blanks belong is left to it.
    """
    blank = len(text.split()) > 1 or text != text.strip()
    doc = nlp.make_doc(text) if blank else Doc(nlp.vocab, words=[*text], spaces=[False] * len(text))
    doc.user_data[_TEXT] = text
    return doc


def text_of(doc: Doc) -> str:
    """The text of a document."""
    text: str | None = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return text


def is_whole(doc: Doc) -> bool:
    """Whether each character is a token; else one holds the blank behind it, or several."""
    return len(doc) == len(text_of(doc))
