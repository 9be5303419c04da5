"""A worker for tests of the pool: does what its task says."""

import os
import pickle
import sys
import time

tasks, answers = sys.stdin.buffer, sys.stdout.buffer
setup = pickle.load(tasks)
while True:
    try:
        task = pickle.load(tasks)
    except EOFError:
        break
    if task == "hang":
        time.sleep(60)
    if task == "die":
        os._exit(7)
    if task == "garble":
        answers.write(b"print statement\n")
    else:
        pickle.dump((setup, task, os.getpid()), answers)
    answers.flush()
