"""The words that benchmark stories are made of: names, places and phrases that fit into the patterns of `prose`."""

SECTIONS = (
    ("city", "City"),
    ("nation", "Nation"),
    ("world", "World"),
    ("business", "Business"),
    ("science", "Science"),
    ("health", "Health"),
    ("culture", "Culture"),
    ("sport", "Sport"),
)

FIRST_NAMES = (
    "Adele Amos Anneke Basil Bryony Carys Conrad Dalia Desmond Edda Emeka Farah Fergus Gita Gunnar Hana Hugh Ines "
    "Ivor Jory Juno Kasimir Keziah Lars Leonie Magnus Mirela Nadir Noemi Odile Oskar Perpetua Piers Quentin Rhoda "
    "Rufus Saskia Silas Tamsin Thaddeus Ulla Vaclav Verity Wanda Wilf Xenia Yusuf Zelda"
).split()

LAST_NAMES = (
    "Abernathy Achterberg Barrow Beaulac Calloway Castellan Dervish Dunmore Eastcott Eklund Farrier Fenwick Galbraith "
    "Grell Hallowell Harker Ibarra Ingleby Jessop Juhl Karras Kittredge Lachlan Lindgren Mabey Mortlake Nakamura "
    "Novotny Oakes Okonjo Pargeter Penhale Quill Quist Rademaker Rowntree Sandoval Sorrell Tarrant Thistle Umber "
    "Urquhart Vance Verhoeven Wexley Winterbourne Yardley Zeller"
).split()

PLACES = (
    "Alder Falls,Ashmere,Bellhaven,Black Spruce,Brindle Bay,Calder,Carrow,Cold Harbour,Copper Hill,Dunleary,Eastmarch,"
    "Elkwater,Fallow Creek,Fernmoor,Garrison,Gull Point,Hawthorne,Heron Lake,Ironbridge,Juniper,Kestrel,Kingsferry,"
    "Larkspur,Long Reach,Marlow,Millrace,Northgate,Oxbow,Pine Narrows,Quarry Bank,Redwater,Rooksby,Saltash,Selby,"
    "Stonecross,Swan River,Tannery Row,Three Rivers,Underhill,Vale Park,Wharfside,Whitesand,Windermoor,Yarrow"
).split(",")

BODIES = (
    "city council,school board,port authority,transit commission,regional assembly,health trust,water board,"
    "planning committee,harbour commission,public inquiry,chamber of commerce,teachers' union,housing agency,"
    "appeal court,electricity regulator,museum's trustees,county library,conservation authority,fire service,"
    "athletics federation,orchestra's board,farmers' co-operative,ferry company,university senate,tenants' association,"
    "audit office,parole board,rail operator,market traders,parish council"
).split(",")

ROLES = (
    "who chairs the committee,a retired engineer,the board's vice-president,an economist at the university,"
    "who has driven the route for eleven years,a nurse on the night ward,the opposition's spokesperson,"
    "who runs a bakery on the square,the captain of the side,a historian of the district,the agency's director,"
    "who sat on the first inquiry,a tenant of nineteen years,the team's lead scientist,a lawyer for the families,"
    "who keeps the harbour's records,the deputy mayor,an independent auditor,a physician at the clinic,"
    "who farms 400 acres north of the river,the festival's founder,a crane operator,the union's local secretary"
).split(",")

SUBJECTS = (
    "the transit levy,a plan for the old tannery,the winter shelter program,new rules for short lets,the harbour dredging,"
    "a second ferry,the hospital's night wing,a freeze on fares,the school meals contract,the flood wall,"
    "an inquiry into the bridge,the library's opening hours,the stadium lease,a cap on water bills,the rail timetable,"
    "the apprenticeship fund,a survey of the marsh,the concert hall's roof,the vaccination drive,a tax on empty shops,"
    "the bus depot's move,the grain terminal,a twenty-year housing plan,the telescope's second mirror,the youth league,"
    "the market square's paving,an audit of overtime,the pension settlement,the coastal path,the river gauge network"
).split(",")

DECIDED = (
    "approved,put off,rejected,backed,reopened,narrowly passed,defended,questioned,withdrew,rewrote,sent back,"
    "signed off on,shelved,voted down,set aside money for,promised to review,began to look again at,published"
).split(",")

HEADLINE_VERBS = (
    "approves,delays,rejects,backs,reopens,weighs,defends,questions,drops,rewrites,reviews,debates,opens,ends,"
    "audits,presses on with,splits over,votes on"
).split(",")

HEADLINE_SUBJECTS = (
    "transit levy,tannery plan,winter shelters,short-let rules,harbour dredging,second ferry,night wing,fare freeze,"
    "school meals contract,flood wall,bridge inquiry,library hours,stadium lease,water bill cap,rail timetable,"
    "apprenticeship fund,marsh survey,concert hall roof,vaccination drive,empty-shop tax,bus depot move,"
    "grain terminal,housing plan,second mirror,youth league,market paving,overtime audit,pension deal,coastal path,"
    "river gauges"
).split(",")

HEADLINE_TAILS = (
    "after months of talks,as costs climb,despite a warning from auditors,in a late-night vote,with winter close,"
    "for the third time,and residents want to know why,as a deadline nears,over the mayor's objections,"
    "but leaves the hard part for spring,on a split vote,to nobody's surprise,ahead of the budget,at last"
).split(",")

AFTER = (
    "after a debate that ran past midnight,despite a letter from more than forty residents,on the advice of its lawyers,"
    "two weeks before the deadline,in a meeting closed to the public,with three members absent,"
    "following a site visit in the rain,over the objections of the mayor's office,after an auditor found errors,"
    "while a crowd waited in the corridor,by a single vote,without a date for the next step,as the season's first frost set in"
).split(",")

CLAIMS = (
    "the numbers do not add up,the work should have begun in spring,nobody had asked the people who live there,"
    "the money was there from the start,a smaller plan would have done,the risk was known and written down,"
    "the next winter will settle the question,it was the best of several poor choices,the delay had cost more than the repair,"
    "there is still time to change course,the figures were never meant for the public,both sides had moved further than they admit,"
    "the contract leaves no room for mistakes,the old system had simply worn out,trust would be slower to rebuild than concrete"
).split(",")

QUOTES = (
    "We've heard this before, and we'd like to see it in writing|You can't run a town on goodwill|"
    "I don't think anyone in that room had read the last page|It's not the cost, it's the waiting|"
    "That isn't a plan, it's a list|My neighbours aren't asking for a miracle|We'll know when the ice goes out|"
    "If it's safe, let's open it; if it isn't, let's say so|They've measured everything but the thing that matters|"
    "Nobody's going to thank us for this, and that's all right|It's been held together with paint since I was a boy|"
    "I'd rather be late than wrong|We're three people doing the work of nine|There's a difference between quiet and settled|"
    "Show me the second page and I'll show you the problem|What we won't do is pretend"
).split("|")

MEASURES = (
    "more than the year before,the highest since records began,half of what was promised,well below the regional average,"
    "about what engineers had expected,down from a peak in the autumn,twice the first estimate,a figure the agency disputes,"
    "enough for one winter but not two,roughly a third of the total,little changed in a decade"
).split(",")

UNITS = (
    "passengers a week,households,pages of evidence,hectares of marsh,tonnes of gravel,complaints,hours of overtime,"
    "volunteers,cubic metres a second,seats,repair orders,claims,samples,kilometres of track,signatures"
).split(",")

SCENES = (
    "On the quay the cranes stood still|Outside, a line had formed by seven|The hearing room smelled of wet coats|"
    "From the ridge you can see all three bridges|At the depot, the lights were on before dawn|"
    "In the lobby someone had left a box of maps|The first snow had not stuck|A kettle boiled in the back office|"
    "The school bus turned around at the barrier|Down by the lock, the water was the colour of tea"
).split("|")

LINKS = (
    "That followed {link}, which had left the matter open.|The dispute goes back to {link}.|Some of this was clear in {link}.|"
    "It is the second such step since {link}.|Readers may remember {link}.|The costs were first set out in {link}."
).split("|")

LINK_TEXTS = (
    "an earlier decision,last season's vote,the first report,a similar case,the original plan,the auditor's findings,"
    "a hearing in the spring,the previous round of talks"
).split(",")

SUBHEADINGS = (
    "What happens next,The cost,How it came to this,A long wait,The other side of the river,Who pays,What the report says,"
    "A question of trust,In the meantime,The view from the quay,Numbers and their limits,Old maps,A narrow margin,By spring"
).split(",")

LIST_HEADS = (
    "**Cost.**,**Timing.**,**Access.**,**Safety.**,**Noise.**,**Staffing.**,**Drainage.**,**Oversight.**,**Fares.**,**Parking.**"
).split(",")

EMPHASIS = (
    "*on paper*,*for now*,*in principle*,*at least*,**no later than March**,*if it comes to that*,**in full**,*as written*"
).split(",")

KICKERS = "Council,Courts,Analysis,Waterfront,Budget,Field notes,Transport,Schools,In brief,Housing".split(",")

TOPIC_THEMES = (
    "Transit Housing Schools Budget Courts Harbour Flooding Energy Hospitals Rail Farming Museums Research Football "
    "Athletics Music Markets Elections Wildlife Planning"
).split()

TOPIC_REGIONS = PLACES[:15]

ALTS = (
    "A grey harbour with cranes under low cloud|Rows of roofs on a hillside at dusk|A river between two stone banks|"
    "An empty platform with a clock|A field under a wide sky|A tower of glass with a few lit windows|"
    "A bridge seen from below|A market square with folded stalls"
).split("|")

WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
