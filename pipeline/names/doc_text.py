"""The text of a spaCy document, put together once: `Doc.text` joins its tokens each time it is asked."""

from pipeline.names.spacy_parts import Doc, Language

_TEXT = "plantrace_text"


def make_doc(nlp: Language, text: str) -> Doc:
    """A document of this text, which it remembers."""
    doc = nlp.make_doc(text)
    doc.user_data[_TEXT] = text
    return doc


def text_of(doc: Doc) -> str:
    """The text of a document."""
    text: str | None = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return text
