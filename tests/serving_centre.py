"""``python serving_centre.py ADDRESS PORT``: a centre in a process of its own, to be killed."""

from __future__ import annotations

import sys

import uvicorn
from desks import NOW

from app.server.centre import open_centre
from app.server.web import application

if __name__ == "__main__":
    centre = open_centre(sys.argv[1], lambda: NOW)
    uvicorn.run(application(centre), port=int(sys.argv[2]), log_config=None, lifespan="off")
