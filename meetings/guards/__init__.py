"""What must hold before an act on a meeting: one statement each, answered with a sentence if it does not.

A guard gets its objects handed in, reads only what its rule fetched, and imports no models, so models may import it.
"""

from meetings.guards.agenda import *
from meetings.guards.asked_for import *
from meetings.guards.call_in import *
from meetings.guards.delegated import *
from meetings.guards.issue import *
from meetings.guards.meeting import *
from meetings.guards.minutes import *
from meetings.guards.resolving import *
from meetings.guards.sitting import *
from meetings.guards.substitutes import *
from meetings.guards.suspension import *
from meetings.guards.voting import *
from meetings.guards.written_comments import *
