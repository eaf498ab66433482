"""From a target of `newsroom.yaml` to the store that stands for it."""

import time
from collections.abc import Mapping
from pathlib import Path

from broadsheet.newsroom.extras import install_extra
from broadsheet.newsroom.targets import TargetSetting
from broadsheet.publishing.folder import FolderStore
from broadsheet.publishing.git import GitStore, repository_url
from broadsheet.publishing.headers import Compression
from broadsheet.publishing.releases import ReleaseStore
from broadsheet.publishing.remote import Host
from broadsheet.publishing.sftp import SftpStore
from broadsheet.publishing.ssh import SshStore
from broadsheet.publishing.store import AnyStore, StoreFailure

BRANCH = "gh-pages"
SECONDS = 30.0


def open_store(setting: TargetSetting, root: Path, state: Path, by: str, environment: Mapping[str, str]) -> AnyStore:
    """Open a target; `state` is a folder of its own for what is kept on this machine. Raises StoreFailure."""
    match setting.kind:
        case "folder":
            folder = (root / Path(setting.place).expanduser()).absolute()
            return ReleaseStore(folder, by, setting.keep) if setting.layout == "releases" else FolderStore(folder, by)
        case "ssh":
            return SshStore(Host(setting.place, setting.port, environment), setting.path, by, setting.keep)
        case "sftp":
            return SftpStore(Host(setting.place, setting.port, environment), setting.path, by)
        case "git":
            return GitStore(repository_url(setting.place, root), setting.branch or BRANCH, state, by, environment)
        case "bucket":
            return _bucket(setting, by, environment)


def _bucket(setting: TargetSetting, by: str, environment: Mapping[str, str]) -> AnyStore:
    try:
        from broadsheet.publishing.bucket import BucketStore, open_bucket  # noqa: PLC0415
    except ImportError:
        raise StoreFailure("buckets need the extra `cloud`", install_extra("cloud")) from None
    if setting.compress == "brotli":
        try:
            import brotli  # noqa: F401, PLC0415
        except ImportError:
            raise StoreFailure("`compress: brotli` needs the extra `brotli`", install_extra("brotli")) from None
    options = {"endpoint": setting.endpoint, **_keys(setting, environment)}
    seconds = _seconds(environment)
    store = open_bucket(setting.place.rstrip("/"), {key: value for key, value in options.items() if value}, seconds)
    compression: Compression = setting.compress  # type: ignore[assignment]
    return BucketStore(store, setting.place, by, compression, setting.page_seconds, time.sleep)


def _keys(setting: TargetSetting, environment: Mapping[str, str]) -> dict[str, str]:
    """Take S3's region and keys; all else that there is for signing in, the library finds in the environment itself."""
    if not setting.place.startswith("s3:"):
        return {}
    names = ("access_key_id", "secret_access_key", "session_token", "region")
    found = {name: environment.get(f"AWS_{name.upper()}", "") for name in names}
    return {**found, "region": setting.region or found["region"]}


def _seconds(environment: Mapping[str, str]) -> float:
    """Read how long a store may take to answer."""
    try:
        return max(0.5, float(environment.get("BROADSHEET_TIMEOUT", "")))
    except ValueError:
        return SECONDS
