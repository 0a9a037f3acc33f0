"""placeholder"""


def publish_starter(*a, **k):
    pass
