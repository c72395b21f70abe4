# SPDX-License-Identifier: MIT
"""A headless Chromium, spoken to through two pipes by its own protocol: no library, no port."""
import json
import os
import shutil
import subprocess
import tempfile

NAMES = "chromium-headless-shell", "chromium", "chromium-shell"
SECONDS = 240  # that it may take, on a machine that is busy


def find():
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """Shows one page at a time, as `show()` wants it."""

    def __init__(self, program):
        # What it reads its commands from must be descriptor 3, what it answers to 4.
        reads, self.commands = os.pipe()
        self.answers, writes = os.pipe()
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        command = ["timeout", str(SECONDS), "bash", "-c", 'exec "$@" 3<&"$IN" 4>&"$OUT"', "bash", program,
                   "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
                   f"--user-data-dir={self.profile.name}", "about:blank"]
        self.process = subprocess.Popen(command, pass_fds=(reads, writes), stderr=subprocess.DEVNULL,
                                        env=os.environ | {"IN": str(reads), "OUT": str(writes)})
        os.close(reads)
        os.close(writes)
        self.rest = b""
        self.last = 0
        self.session = None
        self.events = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in "Page", "Runtime", "Log", "Network":
            self.ask(f"{domain}.enable")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.session = None
        try:
            self.ask("Browser.close")
        except (RuntimeError, OSError):
            self.process.terminate()
        self.process.wait()
        os.close(self.commands)
        os.close(self.answers)
        self.profile.cleanup()

    def message(self):
        while b"\0" not in self.rest:
            more = os.read(self.answers, 1 << 16)
            if not more:
                raise RuntimeError(f"the browser has ended, or took more than {SECONDS} seconds")
            self.rest += more
        one, _, self.rest = self.rest.partition(b"\0")
        return json.loads(one)

    def ask(self, method, **parameters):
        self.last += 1
        command = {"id": self.last, "method": method, "params": parameters}
        if self.session:
            command["sessionId"] = self.session
        os.write(self.commands, json.dumps(command).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") == self.last:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def show(self, url, width, scheme="light", media=""):
        """Loads a page, on a screen so wide; what it complained of, and what else it loaded."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=740, screenWidth=width,
                 screenHeight=740, deviceScaleFactor=2, mobile=width < 600)
        self.ask("Emulation.setEmulatedMedia", media=media,
                 features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.events = []
        self.ask("Page.navigate", url=url)
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self.message())
        self.value("0")  # what is on its way comes before the answer
        return list(filter(None, (complaint(event, url) for event in self.events)))

    def value(self, expression):
        answer = self.ask("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")


def complaint(event, url):
    what, about = event.get("method"), event.get("params", {})
    if what == "Runtime.exceptionThrown":
        return f"an exception: {about['exceptionDetails']['text']}"
    if what == "Runtime.consoleAPICalled" and about["type"] in ("error", "warning", "assert"):
        return f"the console: {about['args'][0].get('value')}"
    if what == "Log.entryAdded" and about["entry"]["level"] in ("error", "warning"):
        return f"the log: {about['entry']['text']}"
    if what == "Network.requestWillBeSent":
        loads = about["request"]["url"]
        if loads != url and not loads.startswith("data:"):
            return f"it loads {loads}"
    return None
