"""Activities and transactions of the International Aid Transparency Initiative, 1.x and 2.x.

An activity is an Action, each transaction a tie of money of its own. How the file is read safely stands in
`graphkit.loaders._iati.xml`, who an organisation is in `graphkit.loaders._iati.actors`.

**Who funds.** Money out without a provider is the reporting organisation's, as the standard has it. Money in without a
provider is that of the organisation whose activity it comes from, else of the one organisation with the role Funding;
where there are several or none the transaction is rejected. An organisation with the role Funding whose money stands
in no transaction of the activity FUNDS it without amount and basis: who funds together is seen, no sum has it.

**Chains.** A tie of money ends at the activity that the money reaches, which is the receiver's own where a transaction
names it. A payment that both ends report, with the same amount and at most 31 days between, is one tie (across files:
where the day is the same too). A receipt that fits no payment of a giver who reports others there is kept, and its
note says so. What an activity pays out that is itself fed on the same basis bears ``regrant``: the money rules count it
once. Files are read one by one: where the two activities stand in files of their own, neither is known to be fed by the
other, and both amounts count; publishers' files merged into one are seen as a whole.

**What cannot be seen.** Money that one end reports in one sum and the other in instalments; chains of which the file
has one end that names no activity of the other; money that a parent activity and its children both report
(``PART_OF``); an older version of an activity in another file. The money rules take off what an actor hands on up to
what it received altogether, not activity by activity.

**Percentages** of sectors, countries and regions stand in the note of their ties. No amount is split by them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graphkit.loaders._iati.activity import activity_row
from graphkit.loaders._iati.reading import Activity, read_activity
from graphkit.loaders._iati.survey import Ranks, Survey, survey
from graphkit.loaders._iati.transactions import moneys, transaction_row
from graphkit.loaders._iati.xml import activities
from graphkit.model.records import Reject, Row

TITLE = "Aid activities and their transactions (IATI, 1.x and 2.x)"
SPECIFICATION = (
    "https://iatistandard.org/en/iati-standard/ - the activity standard of the International Aid Transparency "
    "Initiative, versions 1.01 to 2.03; XML as publishers, the datastore and d-portal give it, wrapped or merged."
)
DROPS = (
    "Budgets, planned disbursements, results, humanitarian marks, policy markers, tags, documents, contacts, locations "
    "within a country; siblings among related activities; interest, repayments and sales of equity, which fund nothing "
    "(listed as rejected); organisations that are named as a class only, such as 52000 Other; withheld names and those "
    "of natural persons."
)
OPTIONS: dict[str, str] = {}
# By these a file of the format is known; see graphkit/loading/looks.py.
SIGNS = (("<iati-activities",),)
EXAMPLE_NAME = "activities.xml"
EXAMPLE = """\
<?xml version="1.0" encoding="UTF-8"?>
<iati-activities version="2.03">
 <iati-activity default-currency="EUR" hierarchy="1" xml:lang="fr">
  <iati-identifier>XM-EXAMPLE-1-WATER</iati-identifier>
  <reporting-org ref="XM-EXAMPLE-1" type="10"><narrative>Ministère exemplaire</narrative></reporting-org>
  <title><narrative>L'eau au village</narrative><narrative xml:lang="en">Village water</narrative></title>
  <participating-org ref="XM-EXAMPLE-1" role="1"><narrative>Ministère exemplaire</narrative></participating-org>
  <participating-org ref="XM-EXAMPLE-2" role="1"><narrative>Example Bank</narrative></participating-org>
  <activity-status code="2"/>
  <activity-date type="2" iso-date="2023-01-15"/>
  <recipient-country code="BJ" percentage="100"/>
  <sector vocabulary="1" code="14030" percentage="60"/>
  <sector vocabulary="1" code="12220" percentage="40"/>
  <transaction>
   <transaction-type code="3"/>
   <transaction-date iso-date="2023-02-01"/>
   <value value-date="2023-02-01">1000.50</value>
   <receiver-org ref="XM-EXAMPLE-3" receiver-activity-id="XM-EXAMPLE-3-WELLS"/>
  </transaction>
 </iati-activity>
 <iati-activity default-currency="EUR">
  <iati-identifier>XM-EXAMPLE-3-WELLS</iati-identifier>
  <reporting-org ref="XM-EXAMPLE-3" type="22"><narrative>Wells</narrative></reporting-org>
  <title><narrative>Twelve wells</narrative></title>
  <transaction>
   <transaction-type code="1"/>
   <transaction-date iso-date="2023-02-03"/>
   <value value-date="2023-02-03">1000.50</value>
   <provider-org ref="XM-EXAMPLE-1" provider-activity-id="XM-EXAMPLE-1-WATER"/>
  </transaction>
  <transaction>
   <transaction-type code="4"/>
   <transaction-date iso-date="2023-03-01"/>
   <value value-date="2023-03-01">900</value>
   <receiver-org><narrative>Pump Makers</narrative></receiver-org>
  </transaction>
 </iati-activity>
</iati-activities>
"""


def load(path: Path) -> Iterator[Row | Reject]:
    """The activities of a file and their transactions: a row each, transactions after their activity.

    Parameters
    ----------
    path : Path

    Raises
    ------
    FormatError
        The file is no well-formed XML, breaks off, has a document type, or holds no activities. It is read to its end
        before the first row is given: nothing of a damaged file is loaded.
    """
    path = Path(path)
    found = survey(read_activity(element, briefly=True) for element in activities(path))
    for element in activities(path):
        yield from _rows(read_activity(element), found)
        found.settle()


def _rows(activity: Activity, found: Survey) -> Iterator[Row | Reject]:
    if not found.is_current(activity):
        for place in (activity.place, *(f"{activity.place}, transaction {t.number}" for t in activity.transactions)):
            yield Row(place, [], [], note="earlier version of an activity, not loaded")
        return
    read, ranks = moneys(activity, found), Ranks()
    yield activity_row(activity, {m.giver.id for m in read if m.giver and not m.reject and m.end == activity.id})
    for money in read:
        yield transaction_row(money, found, ranks)
