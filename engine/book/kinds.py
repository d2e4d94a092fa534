"""What a fence and a block of a page may be: the labels that they are known by."""

CODE, SESSION, FIGURE = "python", "pycon", "stage"
TABLE, CHART, PAIR = RECORDED = "table", "chart", "pair"
EXERCISE, PARSONS = TASKS = "exercise", "parsons"
# what the build draws from tested sections and recordings
WOVEN = {CODE, SESSION, FIGURE, *RECORDED, *TASKS}
PLAIN = {"console", "text", "yaml", "toml", "markdown", "json", "html", "css", "make"}

QUESTION, RIGHT, WRONG = "question", "right", "wrong"

# an element that is drawn from other pages, as HTML and Markdown both have it
DRAWN = (
    r'<(?P<tag>p|div|span|li)(?P<before>(?: [^>]*?)?)'
    r' data-(?P<what>lessons|size)="(?P<names>[^"]*)"'
    r'(?P<after>[^>]*)>\s*(?=</(?P=tag)>)'
)
