"""Runs the steps of the CI files beside this one as the services would: jobs in their order, each in a fresh copy of the
site, with caches and artifacts handed on. Steps that install or deploy are left out."""

import itertools
import re
import shutil
import subprocess
from pathlib import Path

import yaml

SKIPPED = {"Install", "Program of an earlier run"}


class Service:
    """What a CI service keeps between jobs and runs."""

    def __init__(self, folder, environment):
        self.folder = folder
        self.environment = environment
        self.run_number = 0
        for name in ("caches", "artifacts"):
            (folder / name).mkdir(parents=True)

    def shell(self, script, place, more=None):
        """Runs `script` and gives what it printed; ends with an error where it does."""
        ran = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", script], cwd=place, text=True, capture_output=True,
            env={**self.environment, **(more or {})})
        if ran.returncode:
            raise SystemExit(f"{script}\nended with {ran.returncode}:\n{ran.stdout}{ran.stderr}")
        return ran.stdout

    def keep(self, kind, name, path):
        target = self.folder / kind / name
        shutil.rmtree(target, ignore_errors=True)
        if path.exists():
            shutil.copytree(path, target)

    def restore(self, kind, name, path):
        source = self.folder / kind / name
        if not source.exists():
            return False
        shutil.copytree(source, path, dirs_exist_ok=True)
        return True


def fill(value, names):
    """`value` with its ${{ expressions }} replaced."""
    if isinstance(value, dict):
        return {key: fill(inner, names) for key, inner in value.items()}
    if isinstance(value, list):
        return [fill(inner, names) for inner in value]
    if not isinstance(value, str):
        return value
    return re.sub(r"\$\{\{ *([\w.]+) *\}\}", lambda found: str(names[found[1]]), value)


def run_github(text, service, site, workspace):
    """Runs a workflow's jobs; gives all that its steps printed and the place of the last job that made pages."""
    workflow = yaml.safe_load(text)
    # YAML 1.1 reads the key `on` as a truth value.
    assert {"name", True, "jobs"} <= set(workflow), "a workflow has a name, events and jobs"
    service.run_number += 1
    printed, pages = "", None
    for name, job in workflow["jobs"].items():
        needs = job.get("needs", [])
        assert all(need in workflow["jobs"] for need in ([needs] if isinstance(needs, str) else needs))
        axes = job.get("strategy", {}).get("matrix", {})
        for values in itertools.product(*axes.values()):
            names = {"github.ref_name": "main", "github.run_id": service.run_number, "github.run_attempt": 1,
                     "env.PLACARD_VERSION": workflow["env"]["PLACARD_VERSION"]}
            names |= {f"matrix.{axis}": value for axis, value in zip(axes, values)}
            place = workspace / "-".join([name, *map(str, values)])
            shutil.copytree(site, place)
            saved = []
            for step in fill(job["steps"], names):
                assert ("run" in step) != ("uses" in step), step
                options, uses = step.get("with", {}), step.get("uses", "").split("@")[0]
                if step.get("name") in SKIPPED:
                    continue
                if "run" in step:
                    printed += service.shell(step["run"], place)
                elif uses == "actions/cache":
                    keys = [options["key"], *options.get("restore-keys", "").split()]
                    for key in keys:
                        kept = sorted((service.folder / "caches").glob(key + "*"))
                        if kept and service.restore("caches", kept[-1].name, place / options["path"]):
                            break
                    saved.append((options["key"], place / options["path"]))
                elif uses == "actions/upload-artifact":
                    service.keep("artifacts", options["name"], place / options["path"])
                elif uses == "actions/download-artifact":
                    for found in (service.folder / "artifacts").glob(options["pattern"]):
                        service.restore("artifacts", found.name, place / found.name)
                elif uses == "actions/upload-pages-artifact":
                    pages = place / options["path"]
                else:
                    assert uses in {"actions/checkout", "actions/deploy-pages"}, uses
            for key, path in saved:
                service.keep("caches", key, path)
    return printed, pages


def run_gitlab(text, service, site, workspace):
    """As above, a pipeline's."""
    pipeline = yaml.safe_load(text)
    words = {"image", "variables", "stages", "default"}
    jobs = {name: job for name, job in pipeline.items() if name not in words and not name.startswith(".")}
    order = pipeline.get("stages", ["test"])
    assert "pages" in jobs and all(job.get("stage", "test") in order for job in jobs.values())
    printed = ""
    for name, job in sorted(jobs.items(), key=lambda item: order.index(item[1].get("stage", "test"))):
        assert job.get("before_script") or pipeline.get("default", {}).get("before_script")
        count = job.get("parallel", 1)
        for index in range(1, count + 1):
            names = {"CI_COMMIT_REF_SLUG": "main", "CI_NODE_INDEX": str(index), "CI_NODE_TOTAL": str(count),
                     **pipeline["variables"]}

            def expanded(value):
                return re.sub(r"\$(\w+)", lambda found: names[found[1]], value)

            place = workspace / f"{name}-{index}"
            shutil.copytree(site, place)
            for need in job.get("needs", []):
                for found in (service.folder / "artifacts").glob(f"{need}.*"):
                    service.restore("artifacts", found.name, place)
            caches = [(expanded(cache["key"]), expanded(path)) for cache in job["cache"] for path in cache["paths"]
                      if ".placard-program" not in path]
            for key, path in caches:
                service.restore("caches", key, place / path)
            printed += service.shell("\n".join(job["script"]), place, names)
            for key, path in caches:
                service.keep("caches", key, place / path)
            kept = workspace / f"artifacts-{name}-{index}"
            for path in map(expanded, job["artifacts"]["paths"]):
                shutil.copytree(place / path, kept / path)
            service.keep("artifacts", f"{name}.{index}", kept)
    return printed, workspace / "pages-1" / "public"


def run(file, service, site, workspace):
    """Runs a CI file over `site`, in folders below `workspace`."""
    workspace.mkdir(parents=True)
    text = Path(file).read_text()
    return (run_github if Path(file).name.startswith("github") else run_gitlab)(text, service, site, workspace)
