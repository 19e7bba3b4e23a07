"""What axe-core finds on a page, and screenshots of it."""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

_axe = Axe()
_graded = ("serious", "critical")


def check(page, name):
    """Fails for findings that are serious or critical; keeps a screenshot where they are wanted."""
    folder = os.environ.get("STUDIO_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png")
    seen = len(page.complaints)
    findings = _axe.run(page, options={"preload": False}).response["violations"]
    # What the browser says of the checker's own styles is none of the page's doing.
    del page.complaints[seen:]
    bad = [
        f"{finding['id']} ({finding['impact']}): {node['html'][:200]}\n    {node['failureSummary']}"
        for finding in findings if finding["impact"] in _graded for node in finding["nodes"]]
    assert not bad, f"{name}:\n" + "\n".join(bad)
