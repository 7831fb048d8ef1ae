"""The frame of the program: what goes wrong in a command becomes one line and an exit code."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from cleancopy.errors import CleancopyError

if TYPE_CHECKING:
    from cleancopy.formats.plan import Plan

DONE, FOUND, MISUSE, UNJUDGED, INTERRUPTED = 0, 1, 2, 3, 130


class Program(click.Group):
    """The commands; what goes wrong in them becomes one line and an exit code."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Run the program. Always ends in SystemExit, whose code is documented in --help."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # whatever the locale is, and whatever is printed
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        code: Any = DONE
        try:
            with _terminated():
                code = super().main(*args, **{**kwargs, "standalone_mode": False})
                sys.stdout.flush()
        except CleancopyError as error:
            code = _fail(str(error), MISUSE)
        except click.UsageError as error:
            path = error.ctx.command_path if error.ctx else "cleancopy"
            code = _fail(f"{error.format_message()} See '{path} --help'.", MISUSE)
        except click.ClickException as error:
            code = _fail(error.format_message(), error.exit_code)
        except (click.Abort, KeyboardInterrupt, EOFError):
            code = INTERRUPTED
        except BrokenPipeError:
            code = _unheard()
        except OSError as error:
            place = error.filename or "standard output"
            code = _fail(f"{place}: {error.strerror or error}", _unheard())
        except Exception as error:
            if sys.flags.dev_mode:
                raise
            code = _fail(f"a mistake of ours, please report it: {error!r}", FOUND)
        sys.exit(code)


@contextmanager
def _terminated() -> Iterator[None]:
    """Makes the signal to terminate an ordinary exit, so that no half-written file stays behind."""

    def leave(signal_: int, frame: object) -> NoReturn:
        sys.exit(128 + signal_)

    try:
        before = signal.signal(signal.SIGTERM, leave)
    except ValueError:  # not the main thread: whoever runs us has the say
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _unheard() -> int:
    """The exit code where what we write cannot go out; what is left of it goes nowhere."""
    with suppress(OSError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return FOUND


def _fail(message: str, code: int) -> int:
    say(f"cleancopy: {' '.join(message.split())}")
    return code


def put(path: Path, printed: str | bytes) -> bool:
    """Write what a printer made; whether that went well. What stands in the way is said."""
    from cleancopy.atomic import replacing

    data = printed.encode("utf-8", "backslashreplace") if isinstance(printed, str) else printed
    try:
        with replacing(path) as file:
            file.write(data)
    except OSError as error:
        say(f"cleancopy: {path}: cannot be written ({error.strerror})")
        return False
    return True


def say(message: str) -> None:
    """Talk to the user."""
    click.echo(message, err=True)


def say_left_out(plan: Plan, inputs: Sequence[str]) -> None:
    """Say which inputs are passed over, and why."""
    for note in plan.notes:
        say(note)
    for message in plan.unreadable:
        say(f"cleancopy: {message}")
    if not plan.inputs:
        say(f"cleancopy: no texts in {', '.join(inputs)}")
