"""Whether a process on this machine still runs: to know which temporaries nobody writes any more."""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from functools import cache


@cache
def host_tag() -> str:
    """Give a short tag of this machine: on a shared drive a process number says nothing without it."""
    return hashlib.sha256(platform.node().encode()).hexdigest()[:6]


if sys.platform == "win32":

    def is_running(process: int) -> bool:
        """Tell whether a process exists; ``os.kill`` must not be used here, as signal 0 is Ctrl+C on Windows."""
        import ctypes  # noqa: PLC0415 - only there, only then

        may_query, still_active = 0x1000, 259
        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(may_query, False, process)
        if not handle:
            access_denied = 5
            return bool(kernel.GetLastError() == access_denied)
        code = ctypes.c_ulong()
        kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.CloseHandle(handle)
        return code.value == still_active

else:

    def is_running(process: int) -> bool:
        """Tell whether a process exists, also when it is another user's."""
        try:
            os.kill(process, 0)
        except (ProcessLookupError, OverflowError):
            return False
        except PermissionError:
            return True
        return True
