# Grids, assembled by hand from conformance/haystack/PROTOCOL.md sections 12 to 15. The bytes are the UTF-8 of the text.
include layout.inc

document {
  "doc": "The grid that a payload carries, a layer of its own: Haystack 4 JSON (Hayson). Valid says that it is a well-formed grid, with whatever in it. PROTOCOL.md sections 12 to 15.",
  "flags": {
    "BadJson": "text that is no JSON: catches lenient parsers",
    "BadText": "bytes that are no UTF-8",
    "BadValue": "a value that is not of its kind",
    "Boundary": "the ends of a range",
    "Calendar": "forms of dates and times: catches home-made parsers",
    "CheckOrder": "two faults at once: shows which one is judged first",
    "Depth": "values nested to the limit and over it: catches parsers that recurse without a limit",
    "Duplicate": "a member that stands twice",
    "EncoderLimit": "a value the encoder has to refuse",
    "Many": "as many rows or columns as there may be, and one more",
    "Missing": "a required member is missing",
    "Surrogate": "surrogate escapes without their partner",
    "Tolerance": "what is accepted although no encoder writes it",
    "WrongKind": "a member of the wrong kind"
  },
  "frame": "grid", "protocol": "haystack", "variant": "v2"
}

# a grid of one row with one cell
macro cell
  text {"_kind":"grid","meta":{},"cols":[{"name":"v"}],"rows":[{"v":
  ...
  text }]}

# --- whole grids ----------------------------------------------------------------------------------------------------------------

case haystack-rudmt valid must §15.1 the empty grid as it is written
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[],\"rows\":[]}"}
  wire:
    text {"_kind":"grid","meta":{},"cols":[],"rows":[]}

case haystack-3wgfo valid must §15.1 an error grid
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{\"err\":{\"_kind\":\"marker\"},\"dis\":\"Unknown watch\"},\"cols\":[],\"rows\":[]}"}
  wire:
    text {"_kind":"grid","meta":{"err":{"_kind":"marker"},"dis":"Unknown watch"},"cols":[],"rows":[]}

case haystack-024pu valid must §13.10 err that is no marker
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{\"err\":false},\"cols\":[],\"rows\":[]}"}
  wire:
    text {"_kind":"grid","meta":{"err":false},"cols":[],"rows":[]}

case haystack-h13y7 valid must §15.1 meta of a column
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"val\",\"meta\":{\"unit\":\"kW\",\"hisEnd\":{\"_kind\":\"date\",\"val\":\"2024-02-29\"}}}],\"rows\":[{\"val\":1.5}]}"}
  wire:
    text {"_kind":"grid","meta":{},"cols":[{"name":"val","meta":{"unit":"kW","hisEnd":{"_kind":"date","val":"2024-02-29"}}}],"rows":[{"val":1.5}]}

case haystack-p9puh valid should §13.1 no member at all
  flags: ["Tolerance"]
  value: {"text": "{}"}
  wire:
    text {}

case haystack-sstlj valid should §13.1 nothing but rows
  flags: ["Tolerance"]
  value: {"text": "{\"rows\":[{\"a\":1}]}"}
  wire:
    text {"rows":[{"a":1}]}

case haystack-ezjww valid should §13.1 members that nobody knows
  flags: ["Tolerance"]
  value: {"text": "{\"ver\":\"3.0\",\"meta\":{},\"cols\":[],\"rows\":[],\"more\":[{\"_kind\":\"unheard\"},null]}"}
  wire:
    text {"ver":"3.0","meta":{},"cols":[],"rows":[],"more":[{"_kind":"unheard"},null]}

case haystack-wfcoe valid should §13.1 other members in another order
  flags: ["Tolerance"]
  value: {"text": "{\"rows\":[],\"cols\":[],\"meta\":{},\"_kind\":\"grid\"}"}
  wire:
    text {"rows":[],"cols":[],"meta":{},"_kind":"grid"}

case haystack-jy8sv valid should §13.2 a _kind of the document that is no grid
  flags: ["Tolerance"]
  value: {"text": "{\"_kind\":\"dict\",\"meta\":{},\"cols\":[],\"rows\":[]}"}
  wire:
    text {"_kind":"dict","meta":{},"cols":[],"rows":[]}

case haystack-w3r03 valid should §13.2 a _kind of the document that is no kind
  flags: ["Tolerance"]
  value: {"text": "{\"_kind\":\"spreadsheet\"}"}
  wire:
    text {"_kind":"spreadsheet"}

case haystack-3ceyy valid should §13.2 a _kind of the document that is no text
  flags: ["Tolerance"]
  value: {"text": "{\"_kind\":[7]}"}
  wire:
    text {"_kind":[7]}

case haystack-kotj8 valid should §13.6 a row with a member that no column names
  flags: ["Tolerance"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"a\"}],\"rows\":[{\"b\":1}]}"}
  wire:
    text {"_kind":"grid","meta":{},"cols":[{"name":"a"}],"rows":[{"b":1}]}

case haystack-qo97f valid must §13.6 rows without a cell
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"a\"}],\"rows\":[{},{\"a\":null},{}]}"}
  wire:
    text {"_kind":"grid","meta":{},"cols":[{"name":"a"}],"rows":[{},{"a":null},{}]}

case haystack-1b5q8 valid should §13.9 two columns of one name
  flags: ["Tolerance"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"a\"},{\"name\":\"a\"}],\"rows\":[]}"}
  wire:
    text {"_kind":"grid","meta":{},"cols":[{"name":"a"},{"name":"a"}],"rows":[]}

case haystack-td0p6 valid should §13.5 members of a column that nobody knows
  flags: ["Tolerance"]
  value: {"text": "{\"cols\":[{\"name\":\"a\",\"kind\":\"Number\",\"_kind\":\"col\"}]}"}
  wire:
    text {"cols":[{"name":"a","kind":"Number","_kind":"col"}]}

case haystack-xvjps valid must §13.5 a name that is one character outside of ASCII
  value: {"text": "{\"cols\":[{\"name\":\"é\"}]}"}
  wire:
    text {"cols":[{"name":"é"}]}

case haystack-oozo1 valid must §12.2 white space around every token
  value: {"text": " \t{\r\n\"_kind\" :\t\"grid\" , \"meta\"\n: { } ,\"cols\": [ { \"name\" : \"a\" }\r] , \"rows\" : [ { \"a\" : [ 1 , { } ] } ] } \n"}
  wire:
    utf8 " \t{\r\n\"_kind\" :\t\"grid\" , \"meta\"\n: { } ,\"cols\": [ { \"name\" : \"a\" }\r] , \"rows\" : [ { \"a\" : [ 1 , { } ] } ] } \n"

case haystack-i91mr valid must §12.2 escapes in names and texts
  value: {"text": "{\"\\u006deta\":{\"\\u0064is\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\\u0000\"}}"}
  wire:
    text {"\u006deta":{"\u0064is":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00\u0000"}}

case haystack-n5kjg valid must §14.1 texts of every length of UTF-8, U+007F, U+2028 and the last code point
  value: {"text": "{\"meta\":{\"dis\":\"aé漢😀\u007f\u2028\udbff\udfff\"}}"}
  wire:
    utf8 "{\"meta\":{\"dis\":\"aé漢😀\u007f\u2028\udbff\udfff\"}}"

case haystack-nkk4i valid should §12.9 a name that stands twice, both values good
  flags: ["Duplicate"]
  value: {"text": "{\"meta\":{\"a\":1,\"a\":2}}"}
  wire:
    text {"meta":{"a":1,"a":2}}

# --- values ---------------------------------------------------------------------------------------------------------------------

case haystack-h43g6 valid must §14.1 null
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":null}]}"}
  wire:
    cell: text null

case haystack-bj6zy valid must §14.1 true
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":true}]}"}
  wire:
    cell: text true

case haystack-utnin valid must §14.1 false
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":false}]}"}
  wire:
    cell: text false

case haystack-gxwk4 valid must §14.1 an integer
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":42}]}"}
  wire:
    cell: text 42

case haystack-inr6g valid must §14.1 a negative double with an exponent
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":-1.5e-9}]}"}
  wire:
    cell: text -1.5e-9

case haystack-fm1g4 valid must §14.1 the largest double
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":1.7976931348623157e308}]}"}
  wire:
    cell: text 1.7976931348623157e308

case haystack-k851g valid must §14.1 minus zero
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":-0.0}]}"}
  wire:
    cell: text -0.0

case haystack-8u3t3 valid must §14.1 an integer of 20 digits
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":18446744073709551616}]}"}
  wire:
    cell: text 18446744073709551616

case haystack-lwoip valid must §14.1 text that looks like the older JSON
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":\"n:42 kW\"}]}"}
  wire:
    cell: text "n:42 kW"

case haystack-flsyt valid must §14.1 text of nothing
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":\"\"}]}"}
  wire:
    cell: text ""

case haystack-viwjb valid must §14.2 a list of nothing
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":[]}]}"}
  wire:
    cell: text []

case haystack-250wp valid must §14.2 a list of values of every kind
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":[null,true,1,\"x\",{\"_kind\":\"marker\"},[],{},{\"_kind\":\"ref\",\"val\":\"a\"}]}]}"}
  wire:
    cell: text [null,true,1,"x",{"_kind":"marker"},[],{},{"_kind":"ref","val":"a"}]

case haystack-sr2kz valid must §14.3 a dict of nothing
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{}}]}"}
  wire:
    cell: text {}

case haystack-l9b9j valid must §14.3 a dict with values
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"a\":{\"_kind\":\"marker\"},\"b\":[1]}}]}"}
  wire:
    cell: text {"a":{"_kind":"marker"},"b":[1]}

case haystack-gvm67 valid should §14.3 a dict that says so
  flags: ["Tolerance"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"dict\",\"a\":{\"_kind\":\"na\"}}}]}"}
  wire:
    cell: text {"_kind":"dict","a":{"_kind":"na"}}

case haystack-0maih valid should §14.3 a dict whose _kind is null
  flags: ["Tolerance"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":null,\"a\":1}}]}"}
  wire:
    cell: text {"_kind":null,"a":1}

case haystack-eavhf valid must §14.5 marker
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"marker\"}}]}"}
  wire:
    cell: text {"_kind":"marker"}

case haystack-tfttd valid must §14.5 na
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"na\"}}]}"}
  wire:
    cell: text {"_kind":"na"}

case haystack-lok9c valid must §14.5 remove
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"remove\"}}]}"}
  wire:
    cell: text {"_kind":"remove"}

case haystack-yk7sd valid should §14.5 a marker with other members, which are ignored
  flags: ["Tolerance"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"marker\",\"val\":{\"_kind\":\"unheard\"}}}]}"}
  wire:
    cell: text {"_kind":"marker","val":{"_kind":"unheard"}}

case haystack-ce2ol valid must §14.6 number with a unit
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"number\",\"val\":72.5,\"unit\":\"°F\"}}]}"}
  wire:
    cell: text {"_kind":"number","val":72.5,"unit":"°F"}

case haystack-ee7sv valid must §14.6 number without a unit
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"number\",\"val\":72.5}}]}"}
  wire:
    cell: text {"_kind":"number","val":72.5}

case haystack-b5hss valid should §14.6 number whose unit is null
  flags: ["Tolerance"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"number\",\"val\":72.5,\"unit\":null}}]}"}
  wire:
    cell: text {"_kind":"number","val":72.5,"unit":null}

case haystack-xaffw valid should §14.6 number whose unit is text of nothing
  flags: ["Tolerance"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"number\",\"val\":1,\"unit\":\"\"}}]}"}
  wire:
    cell: text {"_kind":"number","val":1,"unit":""}

case haystack-3z2zv valid must §14.6 NaN
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"number\",\"val\":\"NaN\"}}]}"}
  wire:
    cell: text {"_kind":"number","val":"NaN"}

case haystack-5mgm0 valid must §14.6 INF
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"number\",\"val\":\"INF\"}}]}"}
  wire:
    cell: text {"_kind":"number","val":"INF"}

case haystack-qcb5v valid must §14.6 -INF with a unit
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"number\",\"val\":\"-INF\",\"unit\":\"m\"}}]}"}
  wire:
    cell: text {"_kind":"number","val":"-INF","unit":"m"}

case haystack-c6rah valid should §14.6 number as text
  flags: ["Tolerance"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"number\",\"val\":\"42.5e1\"}}]}"}
  wire:
    cell: text {"_kind":"number","val":"42.5e1"}

case haystack-jkf9f valid must §14.7 ref
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"ref\",\"val\":\"p1\"}}]}"}
  wire:
    cell: text {"_kind":"ref","val":"p1"}

case haystack-mk6dy valid must §14.7 ref with every kind of character
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"ref\",\"val\":\"azAZ09_:-.~\"}}]}"}
  wire:
    cell: text {"_kind":"ref","val":"azAZ09_:-.~"}

case haystack-sa6fs valid must §14.7 ref with a name
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"ref\",\"val\":\"p1\",\"dis\":\"Point 1\"}}]}"}
  wire:
    cell: text {"_kind":"ref","val":"p1","dis":"Point 1"}

case haystack-g7w7k valid should §14.7 ref whose dis is null
  flags: ["Tolerance"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"ref\",\"val\":\"p1\",\"dis\":null}}]}"}
  wire:
    cell: text {"_kind":"ref","val":"p1","dis":null}

case haystack-t4xq6 valid must §14.8 symbol
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"symbol\",\"val\":\"elec-meter\"}}]}"}
  wire:
    cell: text {"_kind":"symbol","val":"elec-meter"}

case haystack-jvoj0 valid must §14.8 uri
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"uri\",\"val\":\"http://x/y?z=1 2\"}}]}"}
  wire:
    cell: text {"_kind":"uri","val":"http://x/y?z=1 2"}

case haystack-1x509 valid must §14.8 uri of nothing
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"uri\",\"val\":\"\"}}]}"}
  wire:
    cell: text {"_kind":"uri","val":""}

case haystack-rvps0 valid must §14.9 coord
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"coord\",\"lat\":37.55,\"lng\":-77.45}}]}"}
  wire:
    cell: text {"_kind":"coord","lat":37.55,"lng":-77.45}

case haystack-1jy7k valid must §14.9 coord at its upper ends
  flags: ["Boundary"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"coord\",\"lat\":90,\"lng\":180}}]}"}
  wire:
    cell: text {"_kind":"coord","lat":90,"lng":180}

case haystack-8a4ky valid must §14.9 coord at its lower ends
  flags: ["Boundary"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"coord\",\"lat\":-90.0,\"lng\":-180.0}}]}"}
  wire:
    cell: text {"_kind":"coord","lat":-90.0,"lng":-180.0}

case haystack-ekp78 valid must §14.10 xstr
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"xstr\",\"type\":\"Span\",\"val\":\"today\"}}]}"}
  wire:
    cell: text {"_kind":"xstr","type":"Span","val":"today"}

case haystack-dk05s valid must §14.10 xstr of one letter and nothing
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"xstr\",\"type\":\"Z\",\"val\":\"\"}}]}"}
  wire:
    cell: text {"_kind":"xstr","type":"Z","val":""}

case haystack-i9cq8 valid must §14.11 a leap day
  flags: ["Calendar"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"date\",\"val\":\"2024-02-29\"}}]}"}
  wire:
    cell: text {"_kind":"date","val":"2024-02-29"}

case haystack-kaxox valid must §14.11 the leap day of a year that 400 divides
  flags: ["Calendar"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"date\",\"val\":\"2000-02-29\"}}]}"}
  wire:
    cell: text {"_kind":"date","val":"2000-02-29"}

case haystack-nns9s valid must §14.11 the first day
  flags: ["Boundary", "Calendar"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"date\",\"val\":\"0001-01-01\"}}]}"}
  wire:
    cell: text {"_kind":"date","val":"0001-01-01"}

case haystack-0z6l8 valid must §14.11 the last day
  flags: ["Boundary", "Calendar"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"date\",\"val\":\"9999-12-31\"}}]}"}
  wire:
    cell: text {"_kind":"date","val":"9999-12-31"}

case haystack-ks8ga valid should §14.11 a date without dashes
  flags: ["Calendar", "Tolerance"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"date\",\"val\":\"20240229\"}}]}"}
  wire:
    cell: text {"_kind":"date","val":"20240229"}

case haystack-rijgc valid must §14.12 time
  flags: ["Calendar"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"time\",\"val\":\"13:05:07\"}}]}"}
  wire:
    cell: text {"_kind":"time","val":"13:05:07"}

case haystack-cpu9g valid must §14.12 time of microseconds
  flags: ["Calendar"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"time\",\"val\":\"13:05:07.120000\"}}]}"}
  wire:
    cell: text {"_kind":"time","val":"13:05:07.120000"}

case haystack-ukm2b valid must §14.12 one digit of fraction
  flags: ["Calendar"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"time\",\"val\":\"13:05:07.1\"}}]}"}
  wire:
    cell: text {"_kind":"time","val":"13:05:07.1"}

case haystack-jhd4s valid should §14.12 nine digits of fraction
  flags: ["Calendar"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"time\",\"val\":\"13:05:07.123456789\"}}]}"}
  wire:
    cell: text {"_kind":"time","val":"13:05:07.123456789"}

case haystack-o4loc valid should §14.12 time without seconds
  flags: ["Calendar", "Tolerance"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"time\",\"val\":\"09:00\"}}]}"}
  wire:
    cell: text {"_kind":"time","val":"09:00"}

case haystack-mut73 valid must §14.12 the first and the last time
  flags: ["Boundary", "Calendar"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":[{\"_kind\":\"time\",\"val\":\"00:00:00\"},{\"_kind\":\"time\",\"val\":\"23:59:59.999999\"}]}]}"}
  wire:
    cell: text [{"_kind":"time","val":"00:00:00"},{"_kind":"time","val":"23:59:59.999999"}]

case haystack-z5sko valid must §14.13 dateTime
  flags: ["Calendar"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"dateTime\",\"val\":\"2024-01-15T10:30:00-05:00\",\"tz\":\"New_York\"}}]}"}
  wire:
    cell: text {"_kind":"dateTime","val":"2024-01-15T10:30:00-05:00","tz":"New_York"}

case haystack-83irg valid must §14.13 dateTime in UTC
  flags: ["Calendar"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"dateTime\",\"val\":\"2024-01-15T10:30:00+00:00\",\"tz\":\"UTC\"}}]}"}
  wire:
    cell: text {"_kind":"dateTime","val":"2024-01-15T10:30:00+00:00","tz":"UTC"}

case haystack-41byl valid should §14.13 dateTime with Z
  flags: ["Calendar", "Tolerance"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"dateTime\",\"val\":\"2024-01-15T10:30:00Z\",\"tz\":\"UTC\"}}]}"}
  wire:
    cell: text {"_kind":"dateTime","val":"2024-01-15T10:30:00Z","tz":"UTC"}

case haystack-vbt5s valid must §14.13 dateTime without a zone
  flags: ["Calendar"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"dateTime\",\"val\":\"2024-01-15T10:30:00\"}}]}"}
  wire:
    cell: text {"_kind":"dateTime","val":"2024-01-15T10:30:00"}

case haystack-axf19 valid must §14.13 dateTime with a fraction, half an hour off
  flags: ["Calendar"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"dateTime\",\"val\":\"2024-07-15T10:30:00.123000+05:30\",\"tz\":\"Kolkata\"}}]}"}
  wire:
    cell: text {"_kind":"dateTime","val":"2024-07-15T10:30:00.123000+05:30","tz":"Kolkata"}

case haystack-68kfl valid must §14.13 dateTime with the largest offsets
  flags: ["Boundary", "Calendar"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":[{\"_kind\":\"dateTime\",\"val\":\"2024-07-15T10:30:00+23:59\"},{\"_kind\":\"dateTime\",\"val\":\"2024-07-15T10:30:00-23:59\"}]}]}"}
  wire:
    cell: text [{"_kind":"dateTime","val":"2024-07-15T10:30:00+23:59"},{"_kind":"dateTime","val":"2024-07-15T10:30:00-23:59"}]

case haystack-on3xr valid should §14.14 dateTime whose tz is null
  flags: ["Calendar", "Tolerance"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"dateTime\",\"val\":\"2024-01-15T10:30:00Z\",\"tz\":null}}]}"}
  wire:
    cell: text {"_kind":"dateTime","val":"2024-01-15T10:30:00Z","tz":null}

case haystack-du6e2 either may §14.14 a zone that does not exist, which takes a database to know
  ambiguity: "haystack-amb-time-zone"
  flags: ["Calendar"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"dateTime\",\"val\":\"2024-01-15T10:30:00Z\",\"tz\":\"Nowhere\"}}]}"}
  wire:
    cell: text {"_kind":"dateTime","val":"2024-01-15T10:30:00Z","tz":"Nowhere"}

case haystack-oqok2 valid must §14.15 a grid inside of a grid
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"x\"}],\"rows\":[{\"x\":1.0}]}}]}"}
  wire:
    cell: text {"_kind":"grid","meta":{},"cols":[{"name":"x"}],"rows":[{"x":1.0}]}

case haystack-ozt77 valid should §14.15 a grid inside of a grid, without members
  flags: ["Tolerance"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"grid\"}}]}"}
  wire:
    cell: text {"_kind":"grid"}

case haystack-lei4b valid must §12.7 64 lists, the innermost one in 64 levels
  flags: ["Depth"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}]}"}
  wire:
    cell: text [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]

case haystack-b366r valid must §12.7 a text in 64 levels: the grid, 31 dicts and 32 lists
  flags: ["Depth"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[{\"a\":[[1]]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}}]}"}
  wire:
    cell: text {"a":[{"a":[{"a":[{"a":[{"a":[{"a":[{"a":[{"a":[{"a":[{"a":[{"a":[{"a":[{"a":[{"a":[{"a":[{"a":[{"a":[{"a":[{"a":[{"a":[{"a":[{"a":[{"a":[{"a":[{"a":[{"a":[{"a":[{"a":[{"a":[{"a":[{"a":[[1]]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}]}

case haystack-jv8ud valid must §12.8 1000 brackets in a member that is ignored
  flags: ["Depth"]
  value: {"text": "{\"_kind\":\"grid\",\"meta\":{},\"cols\":[{\"name\":\"v\"}],\"rows\":[{\"v\":{\"_kind\":\"marker\",\"x\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}}]}"}
  wire:
    cell: text {"_kind":"marker","x":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}

# --- not UTF-8, not JSON ----------------------------------------------------------------------------------------------------------

each id what bytes
  haystack-dp55c "a byte that never stands" ff
  haystack-snl9t "a start without its continuation" c3
  haystack-esiry "a continuation without a start" 80
  haystack-7omlf "an overlong slash" c0af
  haystack-jz1y1 "a surrogate" eda080
  haystack-kr2ar "a code point beyond the last" f4908080
  case $id invalid must §12.1 text: $what
    flags: ["BadText"]
    error: bad_utf8 @x text
    wire:
      text {"meta":{"dis":"
      @x hex $bytes
      text "}}

case haystack-uvmzc invalid must §12.4 a byte that is no UTF-8 behind text that is no JSON: UTF-8 is judged first
  flags: ["BadText", "CheckOrder"]
  error: bad_utf8|bad_json 3 text
  wire:
    text nul
    hex ff

case haystack-4l18p invalid must §12.2 no byte at all
  error: bad_json @x
  flags: ["BadJson"]
  wire:
    @x

case haystack-vrsxg invalid must §12.2 white space and nothing else
  error: bad_json @x
  flags: ["BadJson"]
  wire:
    utf8 " \n"
    @x

case haystack-824bh invalid must §12.3 a byte order mark
  error: bad_json @x
  flags: ["BadJson"]
  wire:
    @x utf8 "\ufeff{}"

case haystack-ltain invalid must §12.2 a document that ends too early
  error: bad_json @x
  flags: ["BadJson"]
  wire:
    text {"meta":{}
    @x

case haystack-kipo6 invalid must §12.2 a text that does not end
  error: bad_json @x
  flags: ["BadJson"]
  wire:
    text {"meta":{"dis":"x
    @x

case haystack-rmj10 invalid must §12.2 something behind the document
  error: bad_json @x
  flags: ["BadJson"]
  wire:
    utf8 "{} "
    @x text {}

case haystack-js3yu invalid must §12.2 a zero byte behind the document
  error: bad_json @x
  flags: ["BadJson"]
  wire:
    text {}
    @x utf8 "\u0000"

case haystack-2k51g invalid must §12.2 a comma before a bracket
  error: bad_json @x
  flags: ["BadJson"]
  wire:
    text {"cols":[{"name":"a"},
    @x text ]}

case haystack-50p2t invalid must §12.2 a comma before a brace
  error: bad_json @x
  flags: ["BadJson"]
  wire:
    text {"meta":{},
    @x text }

case haystack-9y2x5 invalid must §12.2 a colon that is missing
  error: bad_json @x
  flags: ["BadJson"]
  wire:
    text {"meta"
    @x text {}}

case haystack-61fdm invalid must §12.2 a name without quotes
  error: bad_json @x
  flags: ["BadJson"]
  wire:
    text {
    @x text meta:{}}

case haystack-4tpuw invalid must §12.2 single quotes
  error: bad_json @x
  flags: ["BadJson"]
  wire:
    text {
    @x text 'meta':{}}

case haystack-p8t40 invalid must §12.2 a comment
  error: bad_json @x
  flags: ["BadJson"]
  wire:
    text {
    @x text /**/}

case haystack-05hdl invalid must §12.2 a line feed in a text
  error: bad_json @x
  flags: ["BadJson"]
  wire:
    text {"meta":{"dis":"a
    @x utf8 "\nb\"}}"

case haystack-4b01f invalid must §12.2 an escape that does not exist
  error: bad_json @x
  flags: ["BadJson"]
  wire:
    text {"meta":{"dis":"\
    @x text x41"}}

case haystack-85xwe invalid must §12.2 an escape of three digits
  error: bad_json @x
  flags: ["BadJson"]
  wire:
    text {"meta":{"dis":"\u12
    @x text g4"}}

case haystack-kwh3o invalid must §12.3 NaN
  error: bad_json @x
  flags: ["BadJson"]
  wire:
    text {"meta":{"a":
    @x text NaN}}

case haystack-2zwt7 invalid must §12.3 Infinity
  error: bad_json @x
  flags: ["BadJson"]
  wire:
    text {"meta":{"a":
    @x text Infinity}}

case haystack-8z7br invalid must §12.3 -Infinity
  error: bad_json @x
  flags: ["BadJson"]
  wire:
    text {"meta":{"a":-
    @x text Infinity}}

case haystack-lp2nb invalid must §12.2 a number with a leading zero
  error: bad_json @x
  flags: ["BadJson"]
  wire:
    text {"meta":{"a":0
    @x text 1}}

case haystack-4rnzo invalid must §12.2 a number with a plus
  error: bad_json @x
  flags: ["BadJson"]
  wire:
    text {"meta":{"a":
    @x text +1}}

case haystack-l1rvw invalid must §12.2 a number that ends with its point
  error: bad_json @x
  flags: ["BadJson"]
  wire:
    text {"meta":{"a":1.
    @x text }}

case haystack-5wvjk invalid must §12.2 a number that begins with its point
  error: bad_json @x
  flags: ["BadJson"]
  wire:
    text {"meta":{"a":
    @x text .5}}

case haystack-ynrrw invalid must §12.3 a number beyond the doubles
  error: bad_json @x
  flags: ["BadJson"]
  wire:
    text {"meta":{"a":
    @x text 1e400}}

case haystack-6tt5c invalid must §12.3 a high surrogate alone
  error: bad_json @x
  flags: ["BadJson", "Surrogate"]
  wire:
    text {"meta":{"a":"
    @x text \ud83d"}}

case haystack-46fki invalid must §12.3 a low surrogate alone
  error: bad_json @x
  flags: ["BadJson", "Surrogate"]
  wire:
    text {"meta":{"a":"
    @x text \ude00"}}

case haystack-djllt invalid must §12.3 a high surrogate and a letter
  error: bad_json @x
  flags: ["BadJson", "Surrogate"]
  wire:
    text {"meta":{"a":"
    @x text \ud83d\u0041"}}

case haystack-w9cv6 invalid must §12.4 a wrong value and a brace that is missing: JSON is judged first
  error: bad_json @x
  flags: ["BadJson", "CheckOrder"]
  wire:
    text {"meta":3,"cols":[]
    @x

case haystack-zltf0 invalid must §12.8 1025 brackets, all of them in a list that is ignored
  error: bad_json @x
  flags: ["BadJson", "Depth"]
  wire:
    text {"x":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
    @x text []]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}

# a row of brackets and nothing else: refused by their number, not by the end of the stack
case haystack-zoe2l invalid must §12.8 100000 opening brackets
  flags: ["BadJson", "Depth"]
  error: bad_json 1024
  wire:
    repeat 5b 100000

# --- no grid ------------------------------------------------------------------------------------------------------------------------

case haystack-qfa9f invalid must §13.3 null
  error: bad_value @x
  flags: ["WrongKind"]
  wire:
    @x text null

case haystack-tczg6 invalid must §13.3 a number
  error: bad_value @x
  flags: ["WrongKind"]
  wire:
    @x text 5

case haystack-tf4dk invalid must §13.3 a text
  error: bad_value @x
  flags: ["WrongKind"]
  wire:
    @x text "grid"

case haystack-oh5d4 invalid must §13.3 an array
  error: bad_value @x
  flags: ["WrongKind"]
  wire:
    utf8 " "
    @x text [{}]

case haystack-mavex invalid must §13.4 meta is null
  error: bad_value @x meta
  flags: ["WrongKind"]
  wire:
    text {"meta":
    @x text null}

case haystack-hv6d0 invalid must §13.4 meta is a list
  error: bad_value @x meta
  flags: ["WrongKind"]
  wire:
    text {"meta":
    @x text []}

case haystack-y8uyk invalid must §13.4 a value of meta is of no kind
  error: bad_value @x meta.a._kind
  flags: ["BadValue"]
  wire:
    text {"meta":{"a":{"_kind":
    @x text "unheard"}}}

case haystack-y01px invalid must §13.5 cols is null
  error: bad_value @x cols
  flags: ["WrongKind"]
  wire:
    text {"cols":
    @x text null}

case haystack-2d9cu invalid should §13.5 cols is an object
  error: bad_value @x cols
  flags: ["WrongKind"]
  wire:
    text {"cols":
    @x text {"a":{"name":"a"}}}

case haystack-lgndk invalid must §13.5 a column is a text
  error: bad_value @x cols[1]
  flags: ["WrongKind"]
  wire:
    text {"cols":[{"name":"a"},
    @x text "b"]}

case haystack-mgcoi invalid must §13.5 a column without a name
  error: bad_value @x cols[0].name
  flags: ["Missing"]
  wire:
    text {"cols":[
    @x text {"meta":{}}]}

case haystack-xut17 invalid must §13.5 a column whose name is empty
  error: bad_value @x cols[0].name
  flags: ["BadValue"]
  wire:
    text {"cols":[{"name":
    @x text ""}]}

case haystack-l1dgj either may §13.5 a column whose name is a number
  ambiguity: "haystack-amb-loose-member"
  error: bad_value @x cols[0].name
  flags: ["WrongKind"]
  wire:
    text {"cols":[{"name":
    @x text 5}]}

case haystack-on65z invalid must §13.5 the meta of a column is a text
  error: bad_value @x cols[0].meta
  flags: ["WrongKind"]
  wire:
    text {"cols":[{"name":"a","meta":
    @x text "x"}]}

case haystack-zukni invalid must §13.5 a value in the meta of a column is of no kind
  error: bad_value @x cols[0].meta.k._kind
  flags: ["BadValue"]
  wire:
    text {"cols":[{"name":"a","meta":{"k":{"_kind":
    @x text "bool"}}}]}

case haystack-mtabg invalid must §13.6 rows is null
  error: bad_value @x rows
  flags: ["WrongKind"]
  wire:
    text {"rows":
    @x text null}

case haystack-wigve invalid must §13.6 a row is a list
  error: bad_value @x rows[1]
  flags: ["WrongKind"]
  wire:
    text {"rows":[{},
    @x text []]}

case haystack-u86ca invalid must §13.6 a row is null
  error: bad_value @x rows[0]
  flags: ["WrongKind"]
  wire:
    text {"rows":[
    @x text null]}

case haystack-ba4by invalid must §12.5 a wrong value in the third row
  error: bad_value @x rows[2].site.val
  flags: ["BadValue"]
  wire:
    text {"cols":[{"name":"site"}],"rows":[{},{},{"site":{"_kind":"ref","val":
    @x text "a b"}}]}

case haystack-wmr1y invalid must §12.4 two wrong values: the first one in the text
  error: bad_value @x cols[0].name
  flags: ["BadValue", "CheckOrder"]
  wire:
    text {"cols":[{"name":
    @x text ""}],"meta":{"a":{"_kind":"unheard"}}}

case haystack-j3cbb invalid must §12.4 the same two exchanged
  error: bad_value @x meta.a._kind
  flags: ["BadValue", "CheckOrder"]
  wire:
    text {"meta":{"a":{"_kind":
    @x text "unheard"}},"cols":[{"name":""}]}

case haystack-gl78x either may §12.9 two kinds
  ambiguity: "haystack-amb-duplicate-member"
  error: bad_value @x rows[0].v._kind
  flags: ["Duplicate"]
  wire:
    text {"rows":[{"v":{"_kind":"marker","_kind":
    @x text "na"}}]}

case haystack-1rz61 either may §12.9 a name that stands twice, the first value wrong
  ambiguity: "haystack-amb-duplicate-member"
  error: bad_value @x meta.a._kind
  flags: ["Duplicate"]
  wire:
    text {"meta":{"a":{"_kind":
    @x text "unheard"},"a":1}}

# --- wrong values -----------------------------------------------------------------------------------------------------------------

each id kind
  haystack-9f8yq bool
  haystack-uqphn str
  haystack-4qxne list
  haystack-ud9rf null
  haystack-83c62 Marker
  haystack-5a151 datetime
  haystack-n8gy7 ""
  case $id invalid must §14.4 there is no kind "$kind"
    flags: ["BadValue"]
    error: bad_value @x rows[0].v._kind
    wire:
      cell
        text {"_kind":
        @x text "$kind"
        text ,"val":true}

case haystack-ufb3r invalid must §14.4 a _kind that is a number
  error: bad_value @x rows[0].v._kind
  flags: ["WrongKind"]
  wire:
    cell
      text {"_kind":
      @x text 5}

case haystack-cqsiy invalid must §14.4 a _kind that is a list
  error: bad_value @x rows[0].v._kind
  flags: ["WrongKind"]
  wire:
    cell
      text {"_kind":
      @x text ["marker"]}

case haystack-2b6c5 invalid must §14.4 a _kind that is true
  error: bad_value @x rows[0].v._kind
  flags: ["WrongKind"]
  wire:
    cell
      text {"_kind":
      @x text true}

case haystack-54aup invalid must §14.2 a list with a wrong value
  error: bad_value @x rows[0].v[1]._kind
  flags: ["BadValue"]
  wire:
    cell
      text [1,{"_kind":
      @x text "unheard"}]

case haystack-mxwdo invalid must §14.3 a dict in a dict with a wrong value
  error: bad_value @x rows[0].v.a.b._kind
  flags: ["BadValue"]
  wire:
    cell
      text {"a":{"b":{"_kind":
      @x text "unheard"}}}

case haystack-44mul invalid must §14.3 a dict that says so, with a wrong value
  error: bad_value @x rows[0].v.a._kind
  flags: ["BadValue"]
  wire:
    cell
      text {"_kind":"dict","a":{"_kind":
      @x text "unheard"}}

case haystack-mwbcg invalid must §12.6 number without val
  error: bad_value @x rows[0].v.val
  flags: ["Missing"]
  wire:
    cell: @x text {"_kind":"number","unit":"m"}

case haystack-sk9s0 invalid must §14.6 number whose val is null
  error: bad_value @x rows[0].v.val
  flags: ["WrongKind"]
  wire:
    cell
      text {"_kind":"number","val":
      @x text null}

case haystack-xzlzq invalid must §14.6 number whose val is a list
  error: bad_value @x rows[0].v.val
  flags: ["WrongKind"]
  wire:
    cell
      text {"_kind":"number","val":
      @x text [1]}

case haystack-eapox invalid must §14.6 number whose val is text that is none
  error: bad_value @x rows[0].v.val
  flags: ["BadValue"]
  wire:
    cell
      text {"_kind":"number","val":
      @x text "abc"}

case haystack-3uw1j invalid must §14.6 number whose val is text of nothing
  error: bad_value @x rows[0].v.val
  flags: ["BadValue"]
  wire:
    cell
      text {"_kind":"number","val":
      @x text ""}

case haystack-1fjmg either may §14.6 number whose val is true
  ambiguity: "haystack-amb-number-text"
  error: bad_value @x rows[0].v.val
  flags: ["WrongKind"]
  wire:
    cell
      text {"_kind":"number","val":
      @x text true}

case haystack-8sjdm either may §14.6 number whose val is nan
  ambiguity: "haystack-amb-number-text"
  error: bad_value @x rows[0].v.val
  flags: ["BadValue"]
  wire:
    cell
      text {"_kind":"number","val":
      @x text "nan"}

case haystack-pbdwm either may §14.6 number whose val is Infinity
  ambiguity: "haystack-amb-number-text"
  error: bad_value @x rows[0].v.val
  flags: ["BadValue"]
  wire:
    cell
      text {"_kind":"number","val":
      @x text "Infinity"}

case haystack-j08j1 either may §14.6 number whose val has an underline
  ambiguity: "haystack-amb-number-text"
  error: bad_value @x rows[0].v.val
  flags: ["BadValue"]
  wire:
    cell
      text {"_kind":"number","val":
      @x text "1_000"}

case haystack-x84e6 either may §14.6 number whose val has spaces
  ambiguity: "haystack-amb-number-text"
  error: bad_value @x rows[0].v.val
  flags: ["BadValue"]
  wire:
    cell
      text {"_kind":"number","val":
      @x text " 42 "}

case haystack-s46bv either may §14.6 number whose val has a plus
  ambiguity: "haystack-amb-number-text"
  error: bad_value @x rows[0].v.val
  flags: ["BadValue"]
  wire:
    cell
      text {"_kind":"number","val":
      @x text "+1"}

case haystack-36cay either may §14.6 number whose unit is a number
  ambiguity: "haystack-amb-number-text"
  error: bad_value @x rows[0].v.unit
  flags: ["WrongKind"]
  wire:
    cell
      text {"_kind":"number","val":1,"unit":
      @x text 5}

case haystack-5l6ek invalid must §14.7 ref without val
  error: bad_value @x rows[0].v.val
  flags: ["Missing"]
  wire:
    cell: @x text {"_kind":"ref","dis":"x"}

case haystack-cvs26 invalid must §14.7 ref whose val is empty
  error: bad_value @x rows[0].v.val
  flags: ["BadValue"]
  wire:
    cell
      text {"_kind":"ref","val":
      @x text ""}

case haystack-czj3t invalid must §14.7 ref with a space
  error: bad_value @x rows[0].v.val
  flags: ["BadValue"]
  wire:
    cell
      text {"_kind":"ref","val":
      @x text "a b"}

case haystack-a0yqv invalid must §14.7 ref with an at sign
  error: bad_value @x rows[0].v.val
  flags: ["BadValue"]
  wire:
    cell
      text {"_kind":"ref","val":
      @x text "@p1"}

case haystack-0vk4a invalid must §14.7 ref with a letter outside of ASCII
  error: bad_value @x rows[0].v.val
  flags: ["BadValue"]
  wire:
    cell
      text {"_kind":"ref","val":
      @x text "é"}

case haystack-rkxbh invalid must §14.7 ref whose val is a number
  error: bad_value @x rows[0].v.val
  flags: ["WrongKind"]
  wire:
    cell
      text {"_kind":"ref","val":
      @x text 5}

case haystack-munro either may §14.7 ref that ends with a line feed
  ambiguity: "haystack-amb-loose-member"
  error: bad_value @x rows[0].v.val
  flags: ["BadValue"]
  wire:
    cell
      text {"_kind":"ref","val":
      @x text "p1\n"}

case haystack-rwozi either may §14.7 ref whose dis is a number
  ambiguity: "haystack-amb-loose-member"
  error: bad_value @x rows[0].v.dis
  flags: ["WrongKind"]
  wire:
    cell
      text {"_kind":"ref","val":"p1","dis":
      @x text 5}

case haystack-6xlj1 invalid must §14.8 symbol without val
  error: bad_value @x rows[0].v.val
  flags: ["Missing"]
  wire:
    cell: @x text {"_kind":"symbol"}

case haystack-adj9m invalid must §14.8 symbol whose val is empty
  error: bad_value @x rows[0].v.val
  flags: ["BadValue"]
  wire:
    cell
      text {"_kind":"symbol","val":
      @x text ""}

case haystack-45tca invalid must §14.8 symbol whose val is null
  error: bad_value @x rows[0].v.val
  flags: ["WrongKind"]
  wire:
    cell
      text {"_kind":"symbol","val":
      @x text null}

case haystack-1lkr9 either may §14.8 symbol whose val is a number
  ambiguity: "haystack-amb-loose-member"
  error: bad_value @x rows[0].v.val
  flags: ["WrongKind"]
  wire:
    cell
      text {"_kind":"symbol","val":
      @x text 5}

case haystack-62wpv invalid must §14.8 uri without val
  error: bad_value @x rows[0].v.val
  flags: ["Missing"]
  wire:
    cell: @x text {"_kind":"uri"}

case haystack-yu66h either may §14.8 uri whose val is a number
  ambiguity: "haystack-amb-loose-member"
  error: bad_value @x rows[0].v.val
  flags: ["WrongKind"]
  wire:
    cell
      text {"_kind":"uri","val":
      @x text 5}

case haystack-w4dx2 invalid must §14.9 coord without lng
  error: bad_value @x rows[0].v.lng
  flags: ["Missing"]
  wire:
    cell: @x text {"_kind":"coord","lat":1}

case haystack-ayysg invalid must §14.9 coord without lat
  error: bad_value @x rows[0].v.lat
  flags: ["Missing"]
  wire:
    cell: @x text {"_kind":"coord","lng":1}

case haystack-pzaaf invalid must §14.9 lat over 90
  error: bad_value @x rows[0].v.lat
  flags: ["Boundary"]
  wire:
    cell
      text {"_kind":"coord","lat":
      @x text 90.000001,"lng":0}

case haystack-fqi5m invalid must §14.9 lat below -90
  error: bad_value @x rows[0].v.lat
  flags: ["Boundary"]
  wire:
    cell
      text {"_kind":"coord","lat":
      @x text -90.000001,"lng":0}

case haystack-w14w7 invalid must §14.9 lng over 180
  error: bad_value @x rows[0].v.lng
  flags: ["Boundary"]
  wire:
    cell
      text {"_kind":"coord","lat":0,"lng":
      @x text 180.000001}

case haystack-j42jt invalid must §14.9 lng below -180
  error: bad_value @x rows[0].v.lng
  flags: ["Boundary"]
  wire:
    cell
      text {"_kind":"coord","lat":0,"lng":
      @x text -181}

case haystack-436lh invalid must §14.9 lat is a text
  error: bad_value @x rows[0].v.lat
  flags: ["WrongKind"]
  wire:
    cell
      text {"_kind":"coord","lat":
      @x text "37.55","lng":0}

case haystack-8bk3c invalid must §14.9 lat is null
  error: bad_value @x rows[0].v.lat
  flags: ["WrongKind"]
  wire:
    cell
      text {"_kind":"coord","lat":
      @x text null,"lng":0}

case haystack-84fsx invalid must §14.10 xstr without type
  error: bad_value @x rows[0].v.type
  flags: ["Missing"]
  wire:
    cell: @x text {"_kind":"xstr","val":"today"}

case haystack-u2oo9 invalid must §14.10 xstr without val
  error: bad_value @x rows[0].v.val
  flags: ["Missing"]
  wire:
    cell: @x text {"_kind":"xstr","type":"Span"}

case haystack-9dmyv invalid must §14.10 xstr whose type is empty
  error: bad_value @x rows[0].v.type
  flags: ["BadValue"]
  wire:
    cell
      text {"_kind":"xstr","type":
      @x text "","val":"today"}

case haystack-clp5e invalid must §14.10 xstr whose type begins with a small letter
  error: bad_value @x rows[0].v.type
  flags: ["BadValue"]
  wire:
    cell
      text {"_kind":"xstr","type":
      @x text "span","val":"today"}

case haystack-c2z1j invalid must §14.10 xstr whose type begins with a digit
  error: bad_value @x rows[0].v.type
  flags: ["BadValue"]
  wire:
    cell
      text {"_kind":"xstr","type":
      @x text "1Span","val":"today"}

case haystack-fknfp either may §14.10 xstr whose type begins with a capital outside of ASCII
  ambiguity: "haystack-amb-loose-member"
  error: bad_value @x rows[0].v.type
  flags: ["BadValue"]
  wire:
    cell
      text {"_kind":"xstr","type":
      @x text "École","val":"x"}

case haystack-5vlhg invalid must §14.11 date without val
  error: bad_value @x rows[0].v.val
  flags: ["Missing"]
  wire:
    cell: @x text {"_kind":"date"}

case haystack-9dbcm invalid must §14.11 a day that does not exist
  error: bad_value @x rows[0].v.val
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"date","val":
      @x text "2023-02-29"}

case haystack-x3nkr invalid must §14.11 the leap day of a year that 100 divides
  error: bad_value @x rows[0].v.val
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"date","val":
      @x text "1900-02-29"}

case haystack-ke47z invalid must §14.11 April 31
  error: bad_value @x rows[0].v.val
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"date","val":
      @x text "2024-04-31"}

case haystack-gym89 invalid must §14.11 month 13
  error: bad_value @x rows[0].v.val
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"date","val":
      @x text "2024-13-01"}

case haystack-e68fe invalid must §14.11 month 0
  error: bad_value @x rows[0].v.val
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"date","val":
      @x text "2024-00-10"}

case haystack-g41b3 invalid must §14.11 day 0
  error: bad_value @x rows[0].v.val
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"date","val":
      @x text "2024-01-00"}

case haystack-c438h invalid must §14.11 year 0
  error: bad_value @x rows[0].v.val
  flags: ["Boundary", "Calendar"]
  wire:
    cell
      text {"_kind":"date","val":
      @x text "0000-01-01"}

case haystack-8ti5y invalid must §14.11 one digit for the day
  error: bad_value @x rows[0].v.val
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"date","val":
      @x text "2024-1-5"}

case haystack-l9nxq invalid must §14.11 one dash
  error: bad_value @x rows[0].v.val
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"date","val":
      @x text "2024-0229"}

case haystack-34izr invalid must §14.11 slashes
  error: bad_value @x rows[0].v.val
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"date","val":
      @x text "2024/02/29"}

case haystack-1f62r invalid must §14.11 a space behind the date
  error: bad_value @x rows[0].v.val
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"date","val":
      @x text "2024-02-29 "}

case haystack-uxqv8 invalid must §14.11 a date with a time
  error: bad_value @x rows[0].v.val
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"date","val":
      @x text "2024-02-29T00:00:00"}

case haystack-ee2lz invalid must §14.11 a date that is a number
  error: bad_value @x rows[0].v.val
  flags: ["WrongKind"]
  wire:
    cell
      text {"_kind":"date","val":
      @x text 20240229}

case haystack-sb1sb either may §14.11 a day of a week
  ambiguity: "haystack-amb-calendar"
  error: bad_value @x rows[0].v.val
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"date","val":
      @x text "2024-W09-4"}

case haystack-7cazf invalid must §14.12 time without val
  error: bad_value @x rows[0].v.val
  flags: ["Missing"]
  wire:
    cell: @x text {"_kind":"time"}

case haystack-kckjh invalid must §14.12 hour 24
  error: bad_value @x rows[0].v.val
  flags: ["Boundary", "Calendar"]
  wire:
    cell
      text {"_kind":"time","val":
      @x text "24:00:00"}

case haystack-coizl invalid must §14.12 minute 60
  error: bad_value @x rows[0].v.val
  flags: ["Boundary", "Calendar"]
  wire:
    cell
      text {"_kind":"time","val":
      @x text "12:60:00"}

case haystack-q11cs invalid must §14.12 second 60
  error: bad_value @x rows[0].v.val
  flags: ["Boundary", "Calendar"]
  wire:
    cell
      text {"_kind":"time","val":
      @x text "23:59:60"}

case haystack-lzts8 invalid must §14.12 one digit for the hour
  error: bad_value @x rows[0].v.val
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"time","val":
      @x text "9:00:00"}

case haystack-6wabl invalid must §14.12 a point and no fraction
  error: bad_value @x rows[0].v.val
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"time","val":
      @x text "13:05:07."}

case haystack-qbf67 either may §14.12 a fraction of minutes
  ambiguity: "haystack-amb-calendar"
  error: bad_value @x rows[0].v.val
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"time","val":
      @x text "13:05.5"}

case haystack-dago6 invalid must §14.12 text of nothing
  error: bad_value @x rows[0].v.val
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"time","val":
      @x text ""}

case haystack-y31q0 either may §14.12 an hour and nothing else
  ambiguity: "haystack-amb-calendar"
  error: bad_value @x rows[0].v.val
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"time","val":
      @x text "13"}

case haystack-821yk either may §14.12 a time without colons
  ambiguity: "haystack-amb-calendar"
  error: bad_value @x rows[0].v.val
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"time","val":
      @x text "130507"}

case haystack-bl6ln either may §14.12 a comma before the fraction
  ambiguity: "haystack-amb-calendar"
  error: bad_value @x rows[0].v.val
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"time","val":
      @x text "13:05:07,5"}

case haystack-tjkve either may §14.12 a time with an offset
  ambiguity: "haystack-amb-calendar"
  error: bad_value @x rows[0].v.val
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"time","val":
      @x text "13:05:07+01:00"}

case haystack-vhugi invalid must §14.13 dateTime without val
  error: bad_value @x rows[0].v.val
  flags: ["Missing"]
  wire:
    cell: @x text {"_kind":"dateTime","tz":"UTC"}

case haystack-8yozb invalid must §14.13 a day that does not exist, with a time
  error: bad_value @x rows[0].v.val
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"dateTime","val":
      @x text "2023-02-29T00:00:00Z","tz":"UTC"}

case haystack-ceuo5 invalid must §14.13 an offset of 24 hours
  error: bad_value @x rows[0].v.val
  flags: ["Boundary", "Calendar"]
  wire:
    cell
      text {"_kind":"dateTime","val":
      @x text "2024-01-15T10:30:00+24:00","tz":"UTC"}

case haystack-lnyg5 invalid must §14.13 an offset of two digits too few
  error: bad_value @x rows[0].v.val
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"dateTime","val":
      @x text "2024-01-15T10:30:00+5:30","tz":"UTC"}

case haystack-i957l invalid must §14.13 an offset that is text
  error: bad_value @x rows[0].v.val
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"dateTime","val":
      @x text "2024-01-15T10:30:00 New_York","tz":"New_York"}

case haystack-68trh either may §14.13 a date without a time
  ambiguity: "haystack-amb-calendar"
  error: bad_value @x rows[0].v.val
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"dateTime","val":
      @x text "2024-01-15","tz":"UTC"}

case haystack-a6e45 either may §14.13 a space in the place of the T
  ambiguity: "haystack-amb-calendar"
  error: bad_value @x rows[0].v.val
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"dateTime","val":
      @x text "2024-01-15 10:30:00Z","tz":"UTC"}

case haystack-trccl either may §14.13 an offset without a colon
  ambiguity: "haystack-amb-calendar"
  error: bad_value @x rows[0].v.val
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"dateTime","val":
      @x text "2024-01-15T10:30:00+0530","tz":"Kolkata"}

case haystack-yp6ep either may §14.14 tz is a text of nothing
  ambiguity: "haystack-amb-time-zone"
  error: bad_value @x rows[0].v.tz
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"dateTime","val":"2024-01-15T10:30:00Z","tz":
      @x text ""}

case haystack-usfew invalid should §14.14 tz with a space
  error: bad_value @x rows[0].v.tz
  flags: ["Calendar"]
  wire:
    cell
      text {"_kind":"dateTime","val":"2024-01-15T10:30:00Z","tz":
      @x text "New York"}

case haystack-4n26c invalid should §14.14 tz is a number
  error: bad_value @x rows[0].v.tz
  flags: ["WrongKind"]
  wire:
    cell
      text {"_kind":"dateTime","val":"2024-01-15T10:30:00Z","tz":
      @x text 5}

case haystack-1xpud invalid must §14.15 a grid inside of a grid, a column without a name
  error: bad_value @x rows[0].v.cols[0].name
  flags: ["Missing"]
  wire:
    cell
      text {"_kind":"grid","cols":[
      @x text {}]}

case haystack-enb5v invalid must §14.15 a grid inside of a grid, a wrong value
  error: bad_value @x rows[0].v.rows[0].x._kind
  flags: ["BadValue"]
  wire:
    cell
      text {"_kind":"grid","rows":[{"x":{"_kind":
      @x text "unheard"}}]}

case haystack-aeclf invalid must §12.7 65 lists, one in the other
  error: too_large @x rows[0].v[0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0]
  flags: ["Depth"]
  wire:
    cell
      text [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
      @x text []]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]

case haystack-gpjoq invalid must §12.7 a number in 64 lists
  error: too_large @x rows[0].v[0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0][0]
  flags: ["Depth"]
  wire:
    cell
      text [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
      @x text 7]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]

case haystack-dcnow invalid must §12.7 65 dicts, one in the other
  error: too_large @x rows[0].v.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a
  flags: ["Depth"]
  wire:
    cell
      text {"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":
      @x text {}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}

case haystack-dmhv0 invalid must §12.7 65 grids, one in the other, and the one around them
  error: too_large @x rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v.rows[0].v
  flags: ["Depth"]
  wire:
    cell
      text {"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":{"_kind":"grid","rows":[{"v":
      @x text null}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}

# --- many -------------------------------------------------------------------------------------------------------------------------

case haystack-7cwsg valid must §13.7 10000 columns
  flags: ["Many"]
  value: {"text": {"$join": ["{\"cols\":[", {"$repeat": ["{\"name\":\"c\"},", 9999]}, "{\"name\":\"c\"}]}"]}}
  wire:
    text {"cols":[
    repeat 7b226e616d65223a2263227d2c 9999
    text {"name":"c"}]}

case haystack-p4jh1 invalid must §13.7 10001 columns
  flags: ["Many"]
  error: too_large @x cols[10000]
  wire:
    text {"cols":[
    repeat 7b226e616d65223a2263227d2c 10000
    @x text {"name":"c"}]}

case haystack-iunxj valid must §13.8 100000 rows
  flags: ["Many"]
  value: {"text": {"$join": ["{\"rows\":[", {"$repeat": ["{},", 99999]}, "{}]}"]}}
  wire:
    text {"rows":[
    repeat 7b7d2c 99999
    text {}]}

case haystack-qo5tq invalid must §13.8 100001 rows
  flags: ["Many"]
  error: too_large @x rows[100000]
  wire:
    text {"rows":[
    repeat 7b7d2c 100000
    @x text {}]}

# --- to encode --------------------------------------------------------------------------------------------------------------------

each id what text
  haystack-klfop "no grid" "[]"
  haystack-j4s6o "no JSON" "{"
  haystack-iwdgb "nothing" ""
  case $id invalid must §15.2 to encode text that is $what
    flags: ["EncoderLimit"]
    error: unencodable 0 text
    value: {"text": "$text"}

case haystack-90cnv invalid must §15.2 to encode, a value of no kind
  flags: ["EncoderLimit"]
  error: unencodable 0 text
  value: {"text": "{\"meta\":{\"a\":{\"_kind\":\"unheard\"}}}"}

case haystack-chz1y invalid must §15.2 to encode, text is missing
  flags: ["EncoderLimit"]
  error: unencodable 0 text
  value: {}
