"""What readers can search. Derived from the editions; `articles.finding` writes it, and can write it anew."""

from django.db import models

from articles.models.edition import Edition


class SearchText(models.Model):
    """The words of an edition that is visible or may become so. Whether it is, `Edition.objects.visible` says alone.

    Its key is its place in time, so that both databases find the newest first; `articles.finding.index` says how the
    columns are made. A migration that changes a column ends with `store.install`: SQLite makes the table anew then,
    and the triggers go with the old one.
    """

    place = models.BigIntegerField(primary_key=True)
    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="search")
    # the short columns first: SQLite reads a row from its beginning, and what is ranked are heads
    head = models.TextField(help_text="What it can be filtered by, and the words that say what it is about.")
    title = models.TextField(help_text="The words of its headline with their endings, for suggestions.")
    body = models.TextField(help_text="All its words in their order: of the text first, then of each other field.")
    text = models.TextField(help_text="Its text and captions as they are read, for what is shown of it.")

    def __str__(self) -> str:
        return str(self.place)


class SearchWord(models.Model):
    """A word with its ending that some edition holds or held: what a misspelt word may have been meant to be.

    It has no count. That would be a row which every publication waits for; how often readers find a word is asked of
    the editions that are visible.
    """

    word = models.CharField(max_length=40, unique=True)

    def __str__(self) -> str:
        return self.word


class SearchGram(models.Model):
    """Three neighbouring letters of a word, its ends marked by spaces."""

    gram = models.CharField(max_length=3)
    length = models.PositiveSmallIntegerField(help_text="Of the word.")
    word = models.ForeignKey(SearchWord, on_delete=models.CASCADE, related_name="grams", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gram", "length", "word"], name="search_gram_once")]

    def __str__(self) -> str:
        return self.gram


class SearchName(models.Model):
    """A word of the name of an author or a topic, for suggestions."""

    class Kind(models.TextChoices):
        AUTHOR = "author"
        TOPIC = "topic"

    word = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=8, choices=Kind)
    key = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key", "word"], name="search_name_once")]

    def __str__(self) -> str:
        return self.word
