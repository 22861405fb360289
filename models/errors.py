"""What can go wrong, as a user is told it: one root, four subclasses, one line each."""


class PlanError(Exception):
    """Root of every expected failure; its text is one line that names the file, the fault and the remedy."""

    exit_code = 1


class RefusedFile(PlanError):
    """An input that cannot or must not be read; nothing of it is stored.

    `reason` is a stable code (`not_docx`, `legacy_word`, `wps`, `pdf`, `other_type`, `encrypted`,
    `too_large`, `zip_bomb`, `external_entity`, `damaged`, `no_text`, `empty_file`, `lock_file`,
    `not_found`, `unreadable`, `over_limit`, `internal`), `text` what is wrong and what to do,
    without the file.
    """

    exit_code = 3

    def __init__(self, file: str, reason: str, text: str) -> None:
        super().__init__(f"{file}: {text}")
        self.file = file
        self.reason = reason
        self.text = text


class DatabaseFault(PlanError):
    """The database is absent, of another schema, damaged or not ours."""


class NotHeld(PlanError):
    """What was asked for (a record, a plan, a version) is not in the database."""


class WrongUse(PlanError):
    """Arguments that contradict each other or make no sense together."""

    exit_code = 2
