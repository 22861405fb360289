"""The `plantrace` command: a group of commands, and how every fault becomes one line and an exit code."""

import os
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from models.errors import PlanError
from models.language import say, speaking, system_reason
from pipeline.commands.boxes import boxes
from pipeline.commands.bundle import bundle
from pipeline.commands.check import check
from pipeline.commands.compare import compare
from pipeline.commands.diff import diff
from pipeline.commands.doctor import doctor
from pipeline.commands.entities import entities
from pipeline.commands.export import export
from pipeline.commands.figures import figures
from pipeline.commands.history import history
from pipeline.commands.indicators import indicators
from pipeline.commands.ingest import ingest
from pipeline.commands.mcp import mcp
from pipeline.commands.options import language_asked, settings, shared_options
from pipeline.commands.outline import outline
from pipeline.commands.plans import plans
from pipeline.commands.projects import projects
from pipeline.commands.rebuild import rebuild
from pipeline.commands.remove import remove
from pipeline.commands.report import report
from pipeline.commands.review import review
from pipeline.commands.search import search
from pipeline.commands.serve import serve
from pipeline.commands.settings_file import SettingsFile, read_settings_file
from pipeline.commands.speaking import Speaking, option
from pipeline.commands.tasks import tasks
from pipeline.commands.terminal import abandon_output, arrange_streams, complain
from pipeline.commands.trace import trace
from pipeline.commands.verify import verify
from pipeline.ingest.collector import collect_seldom

_COMPLETING = "_PLANTRACE_COMPLETE"
_AGAIN_SECONDS = 0.05
_ENDS = ("SIGTERM", "SIGHUP")
_SIGNALLED = 128  # and the number of the signal, as shells tell it
_FAILED = 1
_INTERRUPTED = 130


class Ended(KeyboardInterrupt):
    """The process is told to end: what was begun is cleared away, as after Ctrl-C."""

    def __init__(self, number: int) -> None:
        """`number` is that of the signal."""
        super().__init__()
        self.code = _SIGNALLED + number


class PlantraceGroup(Speaking, click.Group):
    """A group whose faults are told in one line on stderr; tracebacks come with --debug."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which one needs them."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an expected fault is told in its own words, any other as ours."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stop:
            complain(say("interrupted: what was stored or written before stays, nothing half done is left"))
            ctx.exit(_code_of(stop))
        except (click.ClickException, click.exceptions.Exit, click.Abort, EOFError):
            raise
        except BrokenPipeError:
            abandon_output()
            ctx.exit(0)
        except Exception as error:  # the last place where a fault can be put in words
            if settings(ctx).debug:
                traceback.print_exc()
            complain(_told(error))
            ctx.exit(error.exit_code if isinstance(error, PlanError) else _FAILED)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Parse and run; exits with the code of the contract (gives it when not `standalone_mode`)."""
        arrange_streams()
        collect_seldom()
        held, fault = _settings_file()
        with speaking(language_asked(sys.argv[1:] if args is None else args, held.language)):
            if fault is not None:
                complain(str(fault))
                return sys.exit(fault.exit_code) if standalone_mode else fault.exit_code
            extra.setdefault("default_map", held.defaults(self))
            return self._spoken(args, prog_name or "plantrace", complete_var, standalone_mode, extra)

    def _spoken(
        self,
        args: Sequence[str] | None,
        prog_name: str,
        complete_var: str | None,
        standalone_mode: bool,
        extra: dict[str, Any],
    ) -> Any:
        code = _finished(self._run(args, prog_name, complete_var, extra))
        return sys.exit(code) if standalone_mode else code

    def _run(
        self, args: Sequence[str] | None, prog_name: str, complete_var: str | None, extra: dict[str, Any]
    ) -> int:
        try:
            code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            return error.exit_code
        except click.UsageError as error:
            complain(_wrong_usage(error))
            return error.exit_code
        except click.ClickException as error:
            complain(error.format_message())
            return error.exit_code
        except click.Abort as abort:  # stopped before the command began
            return _code_of(abort.__cause__)
        return code if isinstance(code, int) else 0


def _settings_file() -> tuple[SettingsFile, PlanError | None]:
    """What the file of settings says, or why it cannot be heeded; a shell that completes a word is not to be
    told."""
    try:
        return read_settings_file(Path()), None
    except PlanError as fault:
        return SettingsFile(), None if _COMPLETING in os.environ else fault


def _told(error: Exception) -> str:
    if isinstance(error, PlanError):
        return str(error)
    if isinstance(error, OSError):
        return say(
            "{file}: {reason}; look at the path, its permissions and the space on the disk",
            file=error.filename or say("output"),
            reason=system_reason(error),
        )
    return say(
        "a fault of plantrace itself ({fault}); run it again with --debug and report what it shows",
        fault=f"{type(error).__name__}: {error}",
    )


def _wrong_usage(error: click.UsageError) -> str:
    asked = f"{error.ctx.command_path} --help" if error.ctx else "plantrace --help"
    return say("{fault}; see `{command}`", fault=error.format_message().rstrip(".。"), command=asked)


def _finished(code: int) -> int:
    """Flush what is left; a reader that has gone is no fault, a full disk is."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        abandon_output()
    except OSError as error:
        abandon_output()
        complain(
            say(
                "the output cannot be written ({reason}); free some space or write elsewhere",
                reason=system_reason(error),
            )
        )
        return code or _FAILED
    return code


def _print_version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from pipeline.clock import tool_version

        click.echo(f"plantrace {tool_version()}")
        context.exit()


@click.group(
    cls=PlantraceGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@shared_options
@option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_print_version,
    help="Show the version.",
)
def plantrace() -> None:
    """Read Chinese government plans (规划, .docx) into a SQLite database whose every value can be traced to
    its source.

    Each value keeps the characters it came from. Errors are one line that says which file, what is wrong and
    what to do. Exit codes: 0 done; 1 verification failed, or what was asked for is not held; 2 wrong usage;
    3 one or more inputs were refused (the others are stored).

    Example:

    \b
        plantrace ingest raw/
        plantrace trace 8300座
    """


for _command in (
    ingest,
    outline,
    trace,
    search,
    indicators,
    projects,
    boxes,
    figures,
    entities,
    tasks,
    check,
    review,
    verify,
    rebuild,
    diff,
    history,
    compare,
    report,
    export,
    bundle,
    serve,
    mcp,
    plans,
    remove,
    doctor,
):
    plantrace.add_command(_command)


def main() -> None:
    """The console script."""
    try:
        _listen()
        plantrace.main()
    except KeyboardInterrupt as stop:  # before a command began, or behind it
        sys.exit(_code_of(stop))


def _listen() -> None:
    for name in _ENDS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup ignores one of them
            signal.signal(number, _end)
    sys.unraisablehook = _end_again


def _code_of(stop: BaseException | None) -> int:
    return stop.code if isinstance(stop, Ended) else _INTERRUPTED


def _end(number: int, _frame: object) -> None:
    raise Ended(number)


def _end_again(unraisable: "sys.UnraisableHookArgs") -> None:
    """A signal that came while Python cleared something away was swallowed there: it comes again."""
    if isinstance(unraisable.exc_value, KeyboardInterrupt):
        number = signal.SIGTERM if isinstance(unraisable.exc_value, Ended) else signal.SIGINT
        again = threading.Timer(_AGAIN_SECONDS, signal.raise_signal, (number,))
        again.daemon = True
        again.start()
    else:
        sys.__unraisablehook__(unraisable)


if __name__ == "__main__":
    main()
