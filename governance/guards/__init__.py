"""What must hold before an act: one statement each, answered with a sentence if it does not.

A guard gets its objects handed in, reads only what its rule fetched, and imports no models, so models may import it.
One file a subject; `guards.only_its_owner` finds each from here.
"""

from governance.guards.approval import *
from governance.guards.comments import *
from governance.guards.conditions import *
from governance.guards.consultation import *
from governance.guards.delegations import *
from governance.guards.deputies import *
from governance.guards.effect import *
from governance.guards.erasure import *
from governance.guards.findings import *
from governance.guards.headings import *
from governance.guards.leaving import *
from governance.guards.lineage import *
from governance.guards.notice import *
from governance.guards.offices import *
from governance.guards.ownership import *
from governance.guards.plan import *
from governance.guards.route import *
from governance.guards.standing import *
from governance.guards.taken_apart import *
from governance.guards.urgency import *
from governance.guards.withdrawal import *
from governance.guards.words import *
