"""Drawing: finished networks and charts become a small scene of boxes, lines and words, and the scene an SVG or PNG.

Lengths are points (1/72 inch). Nothing here knows a study: a picture in, a scene out, the same for the same picture.
"""
