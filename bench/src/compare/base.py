"""What a user has without Darkroom: FastAPI that lists a folder, reads PNG text, makes thumbnails on demand, posts to
ComfyUI and polls its history. No index, no store, no fsync. Usage: base.py PORT FOLDER COMFYUI_URL"""

import sys
import time
from io import BytesIO
from pathlib import Path

import requests
import uvicorn
from fastapi import FastAPI
from fastapi.responses import Response
from PIL import Image

port, folder, comfyui = int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
app = FastAPI()
session = requests.Session()
thumbnails = Path(f"{folder}-thumbnails")


@app.get("/gallery")
def gallery(limit: int = 100, keyword: str = ""):
    files = sorted(folder.rglob("*.png"), key=lambda path: path.stat().st_mtime, reverse=True)
    rows = []
    for path in files:
        with Image.open(path) as image:
            text = dict(image.text)
            size = image.size
        if keyword in " ".join(text.values()):
            rows.append({"path": str(path.relative_to(folder)), "size": size, "text": text})
        if len(rows) == limit:
            break
    return rows


@app.get("/thumbnail/{path:path}")
def thumbnail(path: str):
    kept = thumbnails / f"{path}.webp"
    if not kept.exists():
        with Image.open(folder / path) as image:
            image.thumbnail((600, 600))
            made = BytesIO()
            image.save(made, "WEBP", quality=80, method=2)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(made.getvalue())
    return Response(kept.read_bytes(), media_type="image/webp")


@app.post("/generate")
def generate(graph: dict):
    sent = session.post(f"{comfyui}/prompt", json={"prompt": graph})
    sent.raise_for_status()
    prompt_id = sent.json()["prompt_id"]
    while True:
        history = session.get(f"{comfyui}/history/{prompt_id}").json()
        if prompt_id in history:
            break
        time.sleep(0.005)
    files = []
    for output in history[prompt_id]["outputs"].values():
        for image in output.get("images", []):
            picture = session.get(f"{comfyui}/view", params=image).content
            (folder / f"{prompt_id}-{len(files)}.png").write_bytes(picture)
            files.append(image["filename"])
    return {"id": prompt_id, "files": files}


uvicorn.run(app, host="127.0.0.1", port=port, log_level="info", access_log=False)
