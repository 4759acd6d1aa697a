"""Archives (zip, tar): their members, opened one after another and never unpacked to disk."""

from __future__ import annotations

import io
import re
import tarfile
import zipfile
from typing import TYPE_CHECKING, BinaryIO, cast

from analysis.errors import ArticleError
from analysis.finding import clean_name, is_passed_over
from analysis.sources.bounded import bounded, seekable, unpacked, whole
from analysis.sources.faults import BROKEN, reason_of
from analysis.sources.kinds import kind_of
from analysis.sources.raw import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.sources.raw import Wishes

_NEED_SEEKING = ("zip", "parquet", "warc")
_LONGEST_HEAD = 1_000_000
_LONGEST_LIST = 100_000_000
_ENCRYPTED = 0x1
_HEADS = (
    tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)  # fmt: skip

_FAULTS = (zipfile.BadZipFile, tarfile.TarError)

Member = Source | ArticleError


def members(source: Source, wishes: Wishes) -> Iterator[Member]:
    """The members of an archive that hold articles, each to be read before the next is asked for.

    Folders, links and devices are none; a member's name is a name and never a place on disk.

    Raises:
        ArticleError: the archive is broken, or goes beyond a limit.
    """
    if source.nesting >= wishes.limits.nesting:
        msg = f"archives in archives, more than {wishes.limits.nesting} deep; unpack it yourself"
        raise ArticleError(msg)
    found = _of_zip(source, wishes) if source.kind.name == "zip" else _of_tar(source, wishes)
    try:
        for number, member in enumerate(found, 1):
            if number > wishes.limits.members:
                msg = f"more than {wishes.limits.members:,} members; unpack it yourself"
                raise ArticleError(msg)
            if member is not None:
                yield member
    except (*BROKEN, *_FAULTS) as error:
        msg = f"a broken archive, or none ({reason_of(error)}); pack it again"
        raise ArticleError(msg) from error


def _of_zip(source: Source, wishes: Wishes) -> Iterator[Member | None]:
    told = False
    stream = seekable(source, wishes.limits.nested)
    with zipfile.ZipFile(cast("BinaryIO", _Careful(stream))) as archive:
        for info in archive.infolist():
            if info.is_dir() or not _is_wanted(info.filename, source, wishes):
                yield None
            elif info.flag_bits & _ENCRYPTED:
                if not told:
                    yield ArticleError("members are encrypted; unpack it with its password first")
                told = True
            else:
                with archive.open(info) as member:
                    yield _member(info.filename, cast("BinaryIO", member), source, wishes)


class _Careful:
    """A zip file whose list of members may not fill the memory."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)

    def read(self, size: int = -1) -> bytes:
        if size > _LONGEST_LIST:
            msg = "its list of members is too long; unpack it yourself"
            raise ArticleError(msg)
        return self._stream.read(size)


class _Head(tarfile.TarInfo):
    """The head of a member whose long name may not fill the memory."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _Head:
        head = super().frombuf(buf, encoding, errors)
        if head.type in _HEADS and head.size > _LONGEST_HEAD:
            msg = "a member's head is too long; unpack it yourself"
            raise ArticleError(msg)
        return head


def _of_tar(source: Source, wishes: Wishes) -> Iterator[Member | None]:
    with tarfile.open(fileobj=source.stream, mode="r|", tarinfo=_Head) as archive:
        for head in archive:
            archive.members = []  # type: ignore[attr-defined] # else it keeps them all
            stream = archive.extractfile(head) if head.isreg() else None
            if stream is not None and _is_wanted(head.name, source, wishes):
                yield _member(head.name, cast("BinaryIO", stream), source, wishes)
            else:
                yield None


def _is_wanted(name: str, source: Source, wishes: Wishes) -> bool:
    parts = _parts(name)
    if not parts or any(is_passed_over(part) for part in parts) or "__MACOSX" in parts:
        return False
    if kind_of(parts[-1]) is None:
        wishes.leave_out(f"{source.name}/{'/'.join(parts)}")
        return False
    return True


def _parts(name: str) -> list[str]:
    """The parts of a member's name that could not lead anywhere else."""
    return [part for part in re.split(r"[/\\]+", clean_name(name)) if part not in ("", ".", "..")]


def _member(name: str, stream: BinaryIO, archive: Source, wishes: Wishes) -> Source:
    parts = _parts(name)
    kind = kind_of(parts[-1])
    assert kind is not None  # noqa: S101 - no other is wanted
    opened: BinaryIO = unpacked(
        bounded(stream, archive.budget, _FAULTS), kind.compression, archive.budget
    )
    if kind.name in _NEED_SEEKING:
        opened = io.BytesIO(whole(opened, wishes.limits.nested, "a file in an archive"))
    place = "/".join([archive.id, *parts[:-1], kind.stem])
    return Source(
        f"{archive.name}/{'/'.join(parts)}",
        kind,
        f"{archive.id}/{kind.stem}",
        opened,
        archive.path,
        archive.budget,
        archive.nesting + 1,
        (place, "/".join([archive.id, *parts])),
    )
