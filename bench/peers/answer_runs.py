"""The same as answerRuns.js, for programs in Python."""

import json
import sys
import time


def answer_runs(warm, work, parameters_of):
    """Warms, says so, and then works once for each line on stdin, telling the seconds.

    A line that is no empty one names a file for the parameters of what the work gives, each a flat list of numbers.
    """
    warm()
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        started = time.perf_counter()
        done = work()
        seconds = time.perf_counter() - started
        path = line.strip()
        if path:
            with open(path, "w") as file:
                json.dump(parameters_of(done), file)
        print(json.dumps({"seconds": seconds}), flush=True)


def skip(reason):
    """Says why there is nothing to measure, and ends."""
    print(json.dumps({"skip": reason}), flush=True)
    sys.exit(0)
