"""A JupyterLab on this machine's own address, for tests that look at it in Chromium."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 60
# No news, no questions, no update checks: a page of its own asks nobody.
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
    },
    "@jupyterlab/apputils-extension:themes": {"theme": "JupyterLab Light"},
    # Else cells out of sight are not in the page.
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
}


class Lab:
    """A server with a token of its own, its settings and its work below `folder`."""

    def __init__(self, root: Path, folder: Path) -> None:
        (folder / "lab").mkdir(parents=True)
        config = folder / "config" / "labconfig"
        config.mkdir(parents=True)
        (config / "default_setting_overrides.json").write_text(json.dumps(SETTINGS))
        self._token = secrets.token_hex(16)
        self._log = (folder / "lab.log").open("w")
        self._files = folder / "runtime"
        command = [
            *(sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", "--port=0"),
            *(f"--ServerApp.root_dir={root}", f"--IdentityProvider.token={self._token}"),
            *("--allow-root", f"--LabApp.user_settings_dir={folder / 'lab' / 'settings'}"),
            "--LabApp.expose_app_in_browser=True",
            f"--LabApp.workspaces_dir={folder / 'lab' / 'workspaces'}",
        ]
        environment = {
            **os.environ,
            "JUPYTER_CONFIG_DIR": str(folder / "config"),
            "JUPYTER_RUNTIME_DIR": str(self._files),
            "JUPYTER_DATA_DIR": str(folder / "data"),
            "IPYTHONDIR": str(folder / "ipython"),
        }
        self._process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=self._log, stderr=subprocess.STDOUT
        )
        self.address = self._started()

    def _started(self) -> str:
        until = time.monotonic() + SECONDS
        while time.monotonic() < until and self._process.poll() is None:
            for file in self._files.glob("jpserver-*.json"):
                if (text := file.read_text()).endswith("}"):
                    port = json.loads(text)["port"]
                    return f"http://127.0.0.1:{port}"
            time.sleep(0.05)
        msg = f"JupyterLab did not start; see {self._log.name}"
        raise AssertionError(msg)

    def url(self, notebook: str) -> str:
        """The address that opens a notebook, named by its path below the root, in the Lab."""
        return f"{self.address}/lab/tree/{notebook}?reset&token={self._token}"

    def close(self) -> None:
        """End the server, and with it its kernels."""
        self._process.terminate()
        try:
            self._process.wait(SECONDS)
        finally:
            self._process.kill()
            self._log.close()
