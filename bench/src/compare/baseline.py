"""What many have today: FastAPI in front of ComfyUI, without an index, a queue or a store. Lists the folder, reads each PNG's text, makes thumbnails when asked."""

import io
import os
import time
from pathlib import Path

import requests
from fastapi import FastAPI, Response
from PIL import Image

root = Path(os.environ["GALLERY"])
comfyui = os.environ["COMFYUI"]
app = FastAPI()


@app.get("/gallery")
def gallery(limit: int = 100):
    files = sorted(root.rglob("*.png"), key=lambda file: file.stat().st_mtime, reverse=True)
    rows = []
    for file in files[:limit]:
        with Image.open(file) as image:
            rows.append(
                {
                    "path": str(file.relative_to(root)),
                    "size": image.size,
                    "parameters": image.text.get("parameters", ""),
                }
            )
    return rows


@app.get("/thumbnail/{path:path}")
def thumbnail(path: str):
    with Image.open(root / path) as image:
        image.thumbnail((300, 300))
        data = io.BytesIO()
        image.convert("RGB").save(data, "WEBP")
    return Response(data.getvalue(), media_type="image/webp")


@app.post("/generate")
def generate(graph: dict):
    prompt_id = requests.post(f"{comfyui}/prompt", json={"prompt": graph}).json()["prompt_id"]
    while True:
        history = requests.get(f"{comfyui}/history/{prompt_id}").json()
        if prompt_id in history:
            break
        time.sleep(0.01)
    for output in history[prompt_id]["outputs"].values():
        for image in output.get("images", []):
            data = requests.get(f"{comfyui}/view", params=image).content
            (root / f"{prompt_id}.png").write_bytes(data)
    return {"prompt_id": prompt_id}
