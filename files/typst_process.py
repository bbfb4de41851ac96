"""Typesets one document, in a process of its own; run by `files.printing`, never imported.

In: the folder of the project, the name of its beginning, the folder of the fonts, their name, the
time of making, the standards that the PDF must meet. Out:
("made", PDF, warnings), ("refused", message, trace), or ("no fonts",).
"""

import typst


def serve(receive_bytes, receive, send):
    folder, main, fonts_folder, font, made_at, standards = receive()
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts_folder]
    )
    if font not in fonts.families():
        send("no fonts")
        return
    try:
        made, warnings = typst.compile_with_warnings(
            f"{folder}/{main}",
            root=folder,
            font_paths=fonts,
            ignore_system_fonts=True,
            format="pdf",
            timestamp=made_at,
            pdf_standards=standards,
            package_path=folder,
            package_cache_path=folder,
        )
    except typst.TypstError as error:
        send("refused", str(error.message), list(map(str, error.trace)))
    else:
        send("made", made, list(map(str, warnings)))
