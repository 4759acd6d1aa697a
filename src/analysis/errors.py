"""The errors that the package raises on broken input.

Each says what is wrong, where, and what to do about it.
"""


class AnalysisError(Exception):
    """Base of all errors of this package; its text is meant for a person."""


class ArticleError(AnalysisError):
    """An article cannot be read: wrong encoding, malformed front matter, no text."""


class FetchError(ArticleError):
    """A page or a feed of the web cannot be fetched, or holds no article."""


class LexiconError(AnalysisError):
    """A lexicon file holds an entry that cannot be used."""


class TableError(AnalysisError):
    """A table lacks a column, or a row breaks the table's rules."""


class CorrectionError(AnalysisError):
    """A correction cannot be read, breaks a rule, or leaves open which figure it means."""


class ReportError(AnalysisError):
    """A report cannot be rendered."""


class ParameterError(ReportError):
    """A report was given a parameter that its notebook does not take."""


def unwritable(place: object, error: OSError) -> str:
    """What to say of a file or a folder that cannot be written, with the remedy."""
    remedy = "Free some space there, or choose a folder that you may write to."
    if isinstance(error, FileExistsError | NotADirectoryError):
        remedy = "A file stands where a folder is needed; choose a folder, or another name."
    return f"cannot write {place}: {error.strerror or error}. {remedy}"


def unreadable(place: object, error: Exception) -> str:
    """What to say of a file that cannot be opened, with the remedy."""
    reason = getattr(error, "strerror", None) or error
    return f"cannot read {place}: {reason}. Check its name, and that you may read it."
