"""Cases of clear days' notice for UK public bodies, counted from hand-entered bank holidays, not by the code tested.

Fields: nation | clear days | counting | closed days of the body | meeting | latest day of issue | note.
"""

CASES = """
# Plain weeks, working days
ENG | 3 | working | - | 2001-01-22 | 2001-01-16 | a Monday, the weekend left out
ENG | 5 | working | - | 2001-01-22 | 2001-01-12 | a Monday, two weekends in the way
ENG | 3 | working | - | 2001-02-08 | 2001-02-02 | a Thursday, issued on the Friday before
ENG | 5 | working | - | 2026-12-09 | 2026-12-01 | a Wednesday, issued on the Tuesday of the week before
ENG | 0 | working | - | 2001-02-06 | 2001-02-05 | a Tuesday, no notice asked: the day before
ENG | 0 | working | - | 2001-02-05 | 2001-02-02 | a Monday, no notice asked: the Friday
ENG | 1 | working | - | 2001-02-06 | 2001-02-02 | a Tuesday, the Monday is the one day
ENG | 4 | working | - | 2001-02-16 | 2001-02-09 | a Friday, all four days from its own week
WLS | 5 | working | - | 2018-03-01 | 2018-02-21 | a Thursday, St David's Day is no bank holiday
WLS | 6 | working | - | 2018-03-06 | 2018-02-23 | a Tuesday, six days
ENG | 7 | working | - | 2001-03-14 | 2001-03-02 | a Wednesday, seven days
ENG | 8 | working | - | 2007-06-21 | 2007-06-08 | a Thursday, eight days
ENG | 9 | working | - | 2007-06-29 | 2007-06-15 | a Friday, nine days
ENG | 10 | working | - | 2007-07-16 | 2007-06-29 | a Monday, ten days, three weekends in the way
SCT | 5 | working | - | 2013-09-19 | 2013-09-11 | a Thursday, five days
SCT | 10 | working | - | 2014-02-21 | 2014-02-06 | a Friday, ten days
# One plain week each, from Monday to Friday
ENG | 5 | working | - | 1998-06-22 | 1998-06-12 | a Monday, five days
ENG | 5 | working | - | 1998-06-23 | 1998-06-15 | a Tuesday, five days
ENG | 5 | working | - | 1998-06-24 | 1998-06-16 | a Wednesday, five days
ENG | 5 | working | - | 1998-06-25 | 1998-06-17 | a Thursday, five days
ENG | 5 | working | - | 1998-06-26 | 1998-06-18 | a Friday, five days
WLS | 3 | working | - | 2014-11-10 | 2014-11-04 | a Monday, three days
WLS | 3 | working | - | 2014-11-11 | 2014-11-05 | a Tuesday, Armistice Day is no bank holiday
WLS | 3 | working | - | 2014-11-12 | 2014-11-06 | a Wednesday, three days
WLS | 3 | working | - | 2014-11-13 | 2014-11-07 | a Thursday, three days
WLS | 3 | working | - | 2014-11-14 | 2014-11-10 | a Friday, three days
# Plain weeks, Saturdays count
ENG | 3 | summons | - | 2013-10-07 | 2013-10-02 | a Monday, the Saturday counts and the Sunday does not
ENG | 3 | summons | - | 2013-10-08 | 2013-10-03 | a Tuesday, the Saturday is the second day
ENG | 3 | summons | - | 2013-10-09 | 2013-10-04 | a Wednesday, the Saturday is the third day
ENG | 3 | summons | - | 2013-10-10 | 2013-10-05 | a Thursday, issued on the Saturday
ENG | 3 | summons | - | 2013-10-11 | 2013-10-07 | a Friday, issued on the Monday
ENG | 3 | summons | - | 2013-10-12 | 2013-10-08 | a Saturday as meeting day
ENG | 3 | summons | - | 2013-10-13 | 2013-10-09 | a Sunday as meeting day, the day before it counts
ENG | 0 | summons | - | 2000-10-16 | 2000-10-14 | a Monday, no notice asked: the Saturday
ENG | 10 | summons | - | 2003-03-20 | 2003-03-07 | a Thursday, ten days, two Sundays in the way
WLS | 6 | summons | - | 2017-10-11 | 2017-10-03 | a Wednesday, six days are a week less the Sunday
# Plain weeks, every day counts
ENG | 0 | every | - | 2008-11-10 | 2008-11-09 | a Monday, no notice asked: the Sunday
ENG | 1 | every | - | 2008-11-10 | 2008-11-08 | a Monday, the Sunday counts, issued on the Saturday
ENG | 3 | every | - | 2008-11-12 | 2008-11-08 | a Wednesday, issued on the Saturday
ENG | 7 | every | - | 2008-11-12 | 2008-11-04 | a Wednesday, a whole week between
NIR | 5 | every | - | 2000-09-11 | 2000-09-05 | a Monday, the weekend counts
SCT | 10 | every | - | 2018-09-20 | 2018-09-09 | a Thursday, issued on a Sunday
# Meetings on a Saturday or a Sunday
ENG | 3 | working | - | 2007-09-15 | 2007-09-11 | a Saturday, three days of its own week
ENG | 3 | working | - | 2007-09-16 | 2007-09-11 | a Sunday, the same day of issue as for the Saturday
ENG | 0 | working | - | 2007-09-16 | 2007-09-14 | a Sunday, no notice asked: the Friday
ENG | 0 | summons | - | 2007-09-16 | 2007-09-15 | a Sunday, no notice asked: the Saturday
ENG | 2 | every | - | 2007-09-16 | 2007-09-13 | a Sunday, Friday and Saturday count
WLS | 5 | working | - | 2016-10-08 | 2016-09-30 | a Saturday, five days are the whole week before it
SCT | 3 | working | - | 2019-03-10 | 2019-03-05 | a Sunday, three days
ENG | 4 | summons | - | 2022-10-15 | 2022-10-10 | a Saturday, Tuesday to Friday count
# Leap days
ENG | 0 | working | - | 2000-03-01 | 2000-02-29 | issued on 29 February 2000
ENG | 3 | working | - | 2000-02-29 | 2000-02-23 | the meeting on the leap day
ENG | 5 | working | - | 2000-03-06 | 2000-02-25 | 29 February 2000 is one of the five days
ENG | 3 | every | - | 2000-03-02 | 2000-02-27 | leap day counted, issued on a Sunday
ENG | 3 | every | - | 2001-03-02 | 2001-02-26 | the same dates with no leap day
ENG | 3 | working | - | 2004-03-02 | 2004-02-25 | the leap day is a Sunday
NIR | 5 | working | - | 2012-02-29 | 2012-02-21 | the meeting on a leap day, a Wednesday
SCT | 3 | working | - | 2016-03-04 | 2016-02-29 | issued on the leap day, a Monday
ENG | 3 | summons | - | 2020-03-03 | 2020-02-27 | the leap day is a Saturday and counts
WLS | 2 | every | - | 2024-03-02 | 2024-02-28 | two days, one of them the leap day
NIR | 5 | working | - | 2028-03-06 | 2028-02-25 | 29 February 2028, a Tuesday, counts
# Easter
ENG | 3 | working | - | 1995-04-19 | 1995-04-11 | the Wednesday after Easter
ENG | 3 | working | - | 1997-04-02 | 1997-03-25 | Easter at the end of March
ENG | 5 | working | - | 2000-04-26 | 2000-04-14 | a late Easter, two bank holidays in the way
ENG | 0 | working | - | 2000-04-25 | 2000-04-20 | no notice asked: the Thursday before Good Friday
ENG | 3 | summons | - | 2000-04-26 | 2000-04-19 | the Saturday of Easter counts
ENG | 4 | every | - | 2000-04-26 | 2000-04-21 | every day counts, issued on Good Friday
ENG | 5 | working | - | 2001-04-19 | 2001-04-09 | over Easter, Friday and Monday left out
SCT | 5 | working | - | 2001-04-19 | 2001-04-10 | over Easter in Scotland, the Monday counts
SCT | 0 | working | - | 2001-04-17 | 2001-04-16 | issued on Easter Monday, no bank holiday in Scotland
ENG | 3 | working | - | 2002-04-03 | 2002-03-26 | Easter Sunday on 31 March
SCT | 3 | working | - | 2002-04-03 | 2002-03-27 | Easter Monday 1 April counts in Scotland
NIR | 5 | working | - | 2003-04-24 | 2003-04-14 | over Easter in Northern Ireland
ENG | 2 | working | - | 2003-04-18 | 2003-04-15 | the meeting on Good Friday
ENG | 3 | working | - | 2003-04-21 | 2003-04-14 | the meeting on Easter Monday
SCT | 2 | summons | - | 2003-04-22 | 2003-04-17 | Easter Saturday and Monday count, Good Friday does not
ENG | 5 | working | - | 2008-03-26 | 2008-03-14 | a very early Easter, 23 March
NIR | 10 | working | - | 2008-03-26 | 2008-03-06 | St Patrick's Day and Easter in one stretch
ENG | 5 | working | - | 2011-05-03 | 2011-04-19 | late Easter, royal wedding and May Day in one stretch
SCT | 3 | working | - | 2018-04-03 | 2018-03-27 | Easter Monday 2 April counts in Scotland
ENG | 3 | working | - | 2019-04-25 | 2019-04-17 | a late Easter, the Thursday after it
ENG | 1 | working | - | 2024-03-31 | 2024-03-27 | the meeting on Easter Sunday
NIR | 3 | working | - | 2027-03-31 | 2027-03-23 | an early Easter in Northern Ireland
# Christmas and New Year, 25 December a Monday
ENG | 5 | working | - | 1996-01-03 | 1995-12-21 | over both, New Year's Day a Monday too
ENG | 3 | working | - | 2001-01-03 | 2000-12-27 | over New Year only
ENG | 10 | working | - | 2001-01-10 | 2000-12-21 | ten days reach back before Christmas
SCT | 3 | working | - | 2001-01-05 | 2000-12-28 | 2 January is left out in Scotland
ENG | 5 | summons | - | 2001-01-04 | 2000-12-27 | the Saturday before New Year counts
ENG | 3 | every | - | 2000-12-28 | 2000-12-24 | Christmas counts, issued on a Sunday, Christmas Eve
NIR | 5 | working | - | 2018-01-04 | 2017-12-22 | over New Year, issued before Christmas
ENG | 5 | summons | - | 2023-12-29 | 2023-12-20 | Christmas Eve a Sunday, the Saturday before it counts
# 25 December a Tuesday
ENG | 5 | working | - | 2002-01-03 | 2001-12-21 | Christmas Eve, a Monday, counts
ENG | 3 | summons | - | 2001-12-28 | 2001-12-21 | the Saturday before Christmas counts
SCT | 5 | working | - | 2002-01-04 | 2001-12-21 | four bank holidays in the way
WLS | 2 | working | - | 2001-12-25 | 2001-12-20 | the meeting on Christmas Day
SCT | 5 | working | - | 2019-01-04 | 2018-12-21 | 2 January a Wednesday
# 25 December a Wednesday
ENG | 0 | working | - | 1996-12-27 | 1996-12-24 | no notice asked: Christmas Eve
ENG | 5 | working | - | 2003-01-02 | 2002-12-20 | the day after New Year's Day
SCT | 3 | working | - | 2003-01-03 | 2002-12-24 | issued on Christmas Eve
ENG | 7 | every | - | 2003-01-01 | 2002-12-24 | every day counts, the meeting on New Year's Day
WLS | 5 | working | - | 2020-01-02 | 2019-12-20 | over Christmas in Wales
# 25 December a Thursday
ENG | 3 | working | - | 2003-12-29 | 2003-12-19 | the Monday after Christmas
ENG | 5 | working | - | 2004-01-05 | 2003-12-23 | 2 January, a Friday, counts in England
SCT | 5 | working | - | 2004-01-05 | 2003-12-22 | 2 January, a Friday, does not count in Scotland
ENG | 3 | summons | - | 2003-12-29 | 2003-12-22 | the Saturday, 27 December, counts
NIR | 5 | working | - | 2026-01-05 | 2025-12-23 | over both in Northern Ireland
# 25 December a Friday, Boxing Day made up on the Monday
ENG | 5 | working | - | 2027-01-05 | 2026-12-23 | New Year's Day a Friday as well
ENG | 3 | working | - | 1998-12-30 | 1998-12-22 | 28 December stands in for Boxing Day
ENG | 3 | every | - | 2020-12-28 | 2020-12-24 | the meeting on the substitute day, issued Christmas Eve
SCT | 3 | working | - | 2021-01-06 | 2020-12-29 | 4 January stands in for 2 January, a Saturday
# 25 December a Saturday, made up on the Monday and the Tuesday
ENG | 5 | working | - | 2000-01-05 | 1999-12-22 | 31 December 1999, both Christmas substitutes and 3 January
ENG | 3 | working | - | 2004-12-30 | 2004-12-22 | 27 and 28 December left out
ENG | 5 | working | - | 2005-01-05 | 2004-12-23 | 3 January stands in for New Year's Day
WLS | 3 | working | - | 2010-12-29 | 2010-12-21 | the day after the two substitute days
ENG | 0 | working | - | 2021-12-29 | 2021-12-24 | no notice asked: Christmas Eve, five days earlier
ENG | 4 | every | - | 2021-12-28 | 2021-12-23 | every day counts, substitute days too
NIR | 5 | working | - | 2027-12-31 | 2027-12-21 | over Christmas in Northern Ireland
ENG | 1 | working | - | 2028-01-04 | 2027-12-30 | New Year's Day a Saturday, 3 January left out
# 25 December a Sunday, made up on the Tuesday
ENG | 3 | working | - | 2005-12-29 | 2005-12-21 | 26 and 27 December left out
ENG | 5 | working | - | 2006-01-04 | 2005-12-22 | 2 January stands in for New Year's Day
SCT | 5 | working | - | 2017-01-06 | 2016-12-23 | 2 and 3 January left out in Scotland
ENG | 5 | working | - | 2017-01-05 | 2016-12-23 | only 2 January left out in England
ENG | 3 | working | - | 2022-12-26 | 2022-12-20 | the meeting on Boxing Day
ENG | 3 | summons | - | 2016-12-28 | 2016-12-21 | Christmas Eve is a Saturday and counts
# May, with the moved bank holidays
ENG | 3 | working | - | 1995-05-10 | 1995-05-03 | VE Day 1995, the holiday on 8 May
ENG | 3 | working | - | 1995-05-03 | 1995-04-27 | 1 May 1995 is an ordinary Monday
WLS | 3 | summons | - | 2001-05-30 | 2001-05-24 | spring bank holiday, the Saturday before it counts
ENG | 3 | working | - | 2002-05-29 | 2002-05-23 | 27 May 2002 is an ordinary Monday
ENG | 3 | working | - | 2002-06-06 | 2002-05-29 | Golden Jubilee, 3 and 4 June
NIR | 5 | summons | - | 2002-06-05 | 2002-05-27 | Golden Jubilee, issued on the ordinary 27 May
ENG | 0 | working | - | 2002-06-05 | 2002-05-31 | the day after the Golden Jubilee, no notice asked
ENG | 3 | every | - | 2002-06-05 | 2002-06-01 | the Golden Jubilee days count
ENG | 3 | working | - | 2012-05-30 | 2012-05-24 | 28 May 2012 is an ordinary Monday
WLS | 3 | working | - | 2012-06-07 | 2012-05-30 | Diamond Jubilee, 4 and 5 June
ENG | 3 | working | - | 2020-05-07 | 2020-05-01 | 4 May 2020 is an ordinary Monday
ENG | 2 | working | - | 2020-05-11 | 2020-05-05 | VE Day 2020 on a Friday
NIR | 5 | working | - | 2020-05-12 | 2020-05-01 | VE Day 2020 left out, 4 May counts
SCT | 3 | working | - | 2020-05-13 | 2020-05-06 | VE Day 2020 in Scotland
ENG | 3 | working | - | 2022-06-01 | 2022-05-26 | 30 May 2022 is an ordinary Monday
ENG | 3 | working | - | 2022-06-07 | 2022-05-30 | Platinum Jubilee, Thursday and Friday
SCT | 5 | working | - | 2022-06-08 | 2022-05-27 | Platinum Jubilee in Scotland
ENG | 4 | summons | - | 2022-06-06 | 2022-05-28 | Platinum Jubilee, the Saturday after it counts
# Bank holidays for one year only
WLS | 3 | working | - | 2000-01-04 | 1999-12-23 | Millennium, issued before Christmas
ENG | 0 | working | - | 2000-01-04 | 1999-12-30 | Millennium, no notice asked: the Thursday
ENG | 2 | every | - | 2000-01-01 | 1999-12-29 | 31 December 1999 counts when every day does
NIR | 3 | working | - | 2011-05-04 | 2011-04-26 | royal wedding on 29 April, then May Day
ENG | 3 | working | - | 2022-09-21 | 2022-09-14 | the Queen's funeral on the Monday
SCT | 3 | summons | - | 2022-09-20 | 2022-09-14 | the Queen's funeral, the Saturday before it counts
ENG | 1 | working | - | 2022-09-19 | 2022-09-15 | the meeting on the day of the funeral
ENG | 5 | working | - | 2023-05-11 | 2023-05-02 | the Coronation holiday on 8 May
WLS | 10 | working | - | 2023-05-12 | 2023-04-25 | May Day and the Coronation holiday
NIR | 2 | summons | - | 2023-05-09 | 2023-05-04 | the day after the Coronation holiday
# August
SCT | 3 | working | - | 2001-08-28 | 2001-08-22 | the last Monday of August counts in Scotland
SCT | 3 | working | - | 2001-08-08 | 2001-08-01 | the first Monday of August, Scotland
ENG | 3 | working | - | 2001-08-08 | 2001-08-02 | the first Monday of August counts in England
WLS | 3 | summons | - | 2003-08-27 | 2003-08-21 | August bank holiday, the Saturday before it counts
SCT | 1 | working | - | 2024-08-05 | 2024-08-01 | the meeting on Scotland's August holiday
# Scotland: St Andrew's Day and 2 January
SCT | 3 | working | - | 2006-12-04 | 2006-11-28 | 30 November 2006 still counts
SCT | 3 | working | - | 2007-12-03 | 2007-11-26 | the first St Andrew's Day that is left out
SCT | 5 | working | - | 2009-12-02 | 2009-11-23 | 30 November on a Monday
ENG | 5 | working | - | 2009-12-02 | 2009-11-24 | 30 November counts in England
SCT | 3 | working | - | 2019-12-04 | 2019-11-27 | 30 November a Saturday, made up on 2 December
SCT | 3 | working | - | 2025-12-03 | 2025-11-26 | 30 November a Sunday, made up on 1 December
SCT | 3 | summons | - | 2022-12-02 | 2022-11-26 | 30 November a Wednesday, issued on a Saturday
SCT | 4 | every | - | 2021-12-02 | 2021-11-27 | St Andrew's Day counts when every day does
SCT | 1 | working | - | 2009-01-05 | 2008-12-30 | 2 January a Friday, issued the year before
ENG | 1 | working | - | 2009-01-05 | 2008-12-31 | 2 January is the one day in England
# Northern Ireland: 17 March and 12 July
NIR | 3 | working | - | 2000-03-20 | 2000-03-13 | 17 March a Friday, meeting on the Monday
NIR | 3 | working | - | 2002-03-20 | 2002-03-13 | 17 March a Sunday, made up on the 18th
ENG | 3 | working | - | 2002-03-20 | 2002-03-14 | 18 March counts in England
NIR | 2 | working | - | 2003-03-17 | 2003-03-12 | the meeting on St Patrick's Day
NIR | 3 | working | - | 2000-07-14 | 2000-07-07 | 12 July a Wednesday
NIR | 5 | working | - | 2001-07-17 | 2001-07-06 | 12 July a Thursday
NIR | 3 | summons | - | 2002-07-15 | 2002-07-09 | 12 July a Friday, the Saturday after it counts
NIR | 3 | working | - | 2014-07-16 | 2014-07-09 | 12 July a Saturday, made up on the 14th
NIR | 3 | working | - | 2015-07-14 | 2015-07-07 | 12 July a Sunday, made up on the 13th
NIR | 5 | working | - | 2018-03-21 | 2018-03-12 | 17 March a Saturday, made up on the 19th
NIR | 1 | working | - | 2024-03-19 | 2024-03-14 | 17 March a Sunday, made up on the 18th
NIR | 4 | every | - | 2026-07-15 | 2026-07-10 | 12 July and its substitute count
ENG | 3 | working | - | 2016-07-14 | 2016-07-08 | 12 July counts in England
# Closed days of the body
ENG | 5 | working | 2000-12-27 2000-12-28 2000-12-29 | 2001-01-04 | 2000-12-19 | shut from Christmas to New Year
ENG | 3 | every | 2001-12-27 2001-12-28 2001-12-31 | 2002-01-02 | 2001-12-26 | shut, issued on Boxing Day
ENG | 3 | summons | 2001-12-27 2001-12-28 2001-12-29 | 2002-01-02 | 2001-12-21 | shut on a Saturday too
WLS | 5 | working | 2014-12-29 2014-12-30 2014-12-31 | 2015-01-06 | 2014-12-19 | shut from Christmas to New Year
SCT | 3 | working | 2003-04-21 | 2003-04-23 | 2003-04-15 | Easter Monday as a local holiday
SCT | 5 | working | 2008-09-22 | 2008-09-24 | 2008-09-15 | a local holiday in September
SCT | 3 | summons | 2001-09-24 | 2001-09-26 | 2001-09-20 | a local holiday, the Saturday counts
SCT | 2 | every | 2017-10-02 | 2017-10-04 | 2017-09-30 | a local holiday left out, the Sunday counts
ENG | 3 | working | 2018-02-11 | 2018-02-14 | 2018-02-08 | closed on a Sunday: no change
ENG | 3 | every | 2018-02-11 | 2018-02-14 | 2018-02-09 | closed on a Sunday that would count
ENG | 3 | summons | 2018-02-11 | 2018-02-14 | 2018-02-09 | closed on a Sunday: no change, the Saturday counts
ENG | 3 | working | 2013-11-09 | 2013-11-12 | 2013-11-06 | closed on a Saturday: no change
ENG | 3 | summons | 2013-11-09 | 2013-11-12 | 2013-11-06 | closed on a Saturday that would count
ENG | 0 | working | 2008-06-06 | 2008-06-09 | 2008-06-05 | closed on the Friday, no notice asked
ENG | 0 | every | 2008-06-07 2008-06-08 | 2008-06-09 | 2008-06-06 | closed over the weekend, no notice asked
ENG | 3 | working | 2007-05-07 | 2007-05-10 | 2007-05-03 | closed on May Day, left out only once
ENG | 3 | working | 2010-10-12 | 2010-10-12 | 2010-10-06 | closed on the meeting day: no change
NIR | 3 | working | 2001-07-13 | 2001-07-17 | 2001-07-09 | closed on the day after 12 July
NIR | 5 | working | 2023-04-11 | 2023-04-13 | 2023-03-31 | closed on Easter Tuesday
ENG | 3 | working | 2004-06-09 | 2004-06-15 | 2004-06-08 | closed on what would be the day of issue
"""
