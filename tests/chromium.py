"""A headless Chromium that tests speak with, by the protocol of its developer tools."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import time
from typing import TYPE_CHECKING, Any

import websocket

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS = 60


def found() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Browser:
    """One tab; every request that it makes is kept in `requests`."""

    def __init__(self, command: str, folder: Path) -> None:
        options = [
            "--headless",
            "--disable-gpu",
            "--disable-background-networking",
            "--no-first-run",
            "--remote-debugging-port=0",
            f"--user-data-dir={folder}",
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
        ]
        null = subprocess.DEVNULL
        self._process = subprocess.Popen([command, *options], stdout=null, stderr=null)
        self._numbers = itertools.count(1)
        self._session: str | None = None
        self._seen: list[dict[str, Any]] = []
        self.requests: list[str] = []
        port, path = self._address(folder / "DevToolsActivePort")
        self._socket = websocket.create_connection(
            f"ws://127.0.0.1:{port}{path}", timeout=SECONDS, suppress_origin=True
        )
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Network", "Runtime"):
            self.call(f"{domain}.enable")

    def _address(self, file: Path) -> tuple[str, str]:
        until = time.monotonic() + SECONDS
        while not (file.is_file() and len(lines := file.read_text().split()) == 2):
            assert time.monotonic() < until, "Chromium did not start"
            time.sleep(0.05)
        return lines[0], lines[1]

    def call(self, method: str, **parameters: object) -> dict[str, Any]:
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._socket.send(json.dumps(message))
        while (answer := self._receive()).get("id") != number:
            pass
        assert "error" not in answer, answer["error"]
        result: dict[str, Any] = answer["result"]
        return result

    def _receive(self) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(self._socket.recv())
        if message.get("method") == "Network.requestWillBeSent":
            self.requests.append(message["params"]["request"]["url"])
        self._seen.append(message)
        return message

    def complaints(self) -> list[str]:
        """The errors in the console, its warnings of errors, and scripts that failed."""
        told = []
        for one in self._seen:
            parameters = one.get("params", {})
            kind = one.get("method")
            if kind == "Runtime.exceptionThrown":
                told.append(json.dumps(parameters["exceptionDetails"])[:500])
            elif kind == "Log.entryAdded" and parameters["entry"]["level"] == "error":
                told.append(parameters["entry"]["text"])
            elif kind == "Runtime.consoleAPICalled" and parameters["type"] in ("error", "warning"):
                told.append(json.dumps(parameters["args"])[:500])
        return told

    def open(self, page: Path) -> None:
        self._seen.clear()
        self.call("Page.navigate", url=page.as_uri())
        while not any(one.get("method") == "Page.loadEventFired" for one in self._seen):
            self._receive()

    def size(self, width: int, height: int = 900) -> None:
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def scheme(self, name: str) -> None:
        features = [{"name": "prefers-color-scheme", "value": name}]
        self.call("Emulation.setEmulatedMedia", features=features)

    def evaluate(self, script: str) -> Any:  # noqa: ANN401 - whatever the page's script gives
        answer = self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press_tab(self) -> None:
        key = {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
        self.call("Input.dispatchKeyEvent", type="keyDown", **key)
        self.call("Input.dispatchKeyEvent", type="keyUp", **key)

    def close(self) -> None:
        self._socket.close()
        self._process.kill()
        self._process.wait()
