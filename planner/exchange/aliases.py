"""What other programs call our fields: column names, squashed to their letters and digits, by kind of record.

Column names are facts about formats. Those of one field stand in order of preference: the first that is filled counts.
"""

from collections.abc import Mapping
from typing import Final

Aliases = Mapping[str, str]
"""Our field → the names of its columns, parted by spaces."""

_ADDRESS: Final = {
    "street": "billingstreet mailingstreet street streetaddress businessstreet workaddress address1street address1 addressline1 "
    "streetaddress1 addressstreet shippingstreet otherstreet homestreet homeaddress strasse rue calle",
    "street2": "businessstreet2 workaddress2 address2 addressline2 streetaddress2",
    "street3": "businessstreet3 address3 addressline3",
    "city": "billingcity mailingcity city town businesscity workcity address1city addresscity shippingcity othercity homecity "
    "stadt ort ville ciudad",
    "region": "billingstate mailingstate state stateregion region province businessstate workstate address1region addressstate "
    "shippingstate stateabbr billingstateprovince mailingstateprovince stateprovince bundesland",
    "postcode": "billingpostalcode mailingpostalcode zip zipcode postalcode postcode businesspostalcode workzipcode plz "
    "address1postalcode addresszip shippingpostalcode billingzippostalcode mailingzippostalcode billingcode mailingzip",
    "country": "billingcountry mailingcountry country countryregion businesscountryregion businesscountry workcountry land pays "
    "address1country addresscountry shippingcountry",
    "address": "address fulladdress address1formatted organizationaddress addressfulladdress addresses",
}  # fmt: skip

_COMMON: Final = {
    "tags": "tags labels groupmembership categories labelnames",
    "do_not_call": "donotcall phoneoptout donotcontact optout",
    "deleted": "isdeleted deleted",
    "created": "createddate createdate createdtime created createdat addtime datecreated firstseen",
}

ACCOUNT: Final[Aliases] = _ADDRESS | _COMMON | {
    "id": "id accountid recordid leadid companyid organizationid accountid18 hubspotid",
    "name": "name accountname companyname organizationname displayname company organization firm firma leadname customer "
    "customername client clientname kunde account societe entreprise empresa azienda businessname",
    "type": "type accounttype companytype relationshiptype lifecyclestage customertype category statuslabel typeofaccount "
    "accountstatus customerstatus clientstatus status",
    "status": "plannerstatus",
    "last_order": "lastorder lastorderdate lastpurchase lastpurchasedate lastsale lastsaledate letztebestellung "
    "recentdealclosedate",
    "industry": "industry sector branche secteur",
    "phone": "phone phonenumber mainphone companyphone accountphone telephone telefon primaryphone",
    "website": "website websiteurl url webpage homepage domain companydomainname webseite",
    "parent_id": "parentid parentaccountid parentcompanyid",
    "parent": "parentaccount parentaccountname parentcompany",
    "note": "description notes note comments about notizen notecontent",
    "competitor": "competitor competitors currentsupplier maincompetitor",
}  # fmt: skip

CONTACT: Final[Aliases] = _ADDRESS | _COMMON | {
    "id": "id contactid recordid recordidcontact personid leadid contactid18",
    "name": "name fullname displayname contactname personname primarycontactname leadname contactfullname",
    "first": "firstname first givenname vorname",
    "middle": "middlename additionalname middle",
    "last": "lastname last familyname surname nachname",
    "suffix": "suffix namesuffix",
    "title": "jobtitle title job position role organizationtitle organization1title primarycontacttitle jobposition",
    "department": "department organizationdepartment organization1department",
    "level": "plannerlevel seniority",
    "phone": "phone phonenumber businessphone workphone phonework phone1value contactphone companyphone directphone "
    "primarycontactprimaryphone telephone telefon mainphone phoneother homephone phonehome otherphone primaryphone phone2value",
    "mobile": "mobilephone mobile mobilephonenumber mobilenumber cellphone cell handy phonemobile primarycontactmobilephone",
    "email": "email emailaddress primaryemail emailwork email1value mail workemail contactemail primarycontactprimaryemail "
    "emailhome emailother secondaryemail email2address email2value emails personalemail",
    "website": "website url webpage website1value linkedinurl linkedin webpage1 linkedinbio personalwebpage",
    "birthday": "birthday birthdate dateofbirth bday",
    "birth_month": "birthmonth",
    "birth_year": "birthyear",
    "note": "notes description note background comments notecontent about",
    "account_id": "accountid companyid associatedcompanyids primaryassociatedcompanyid associatedcompanyid accountnameid "
    "organizationid primarycompanyid recordidcompany",
    "account": "accountname company companyname organization organizationname organization1name associatedcompany account firma "
    "employer associatedcompanyname primaryassociatedcompany organisation",
    "referred_by": "referredby referrer",
    "type": "lifecyclestage status contactstatus contacttype",
}  # fmt: skip

OPPORTUNITY: Final[Aliases] = _COMMON | {
    "id": "id opportunityid dealid recordid potentialid opportunityid18",
    "name": "name opportunityname dealname dealtitle potentialname title subject",
    "account_id": "accountid associatedcompanyids companyid organizationid accountnameid primaryassociatedcompanyid leadid",
    "account": "accountname associatedcompany associatedcompanyname companyname company organization organizationname account "
    "leadname primaryassociatedcompany",
    "contact_id": "contactid primarycontactid contactnameid associatedcontactids personid",
    "contact": "contactname primarycontact contact contactperson person associatedcontact",
    "stage": "stagename stage dealstage pipelinestage salesstage",
    "state": "dealstatus state status statuslabel statustype",
    "amount": "amount valueformatted value dealvalue totalamount expectedvalue amountincompanycurrency price",
    "currency": "currencyisocode currency currencyofvalue dealcurrency amountcurrency totalamountcurrency valuecurrency",
    "close": "closedate closingdate expectedclosedate expectedclosingdate closedatetime dateclosed",
    "won_on": "wontime datewon wondate closedwondate",
    "lost_on": "losttime datelost lostdate",
    "is_closed": "isclosed closed isdealclosed",
    "is_won": "iswon won isclosedwon",
    "reason": "lostreason closedlostreason closedwonreason lossreason reasonforloss reasonlost wonreason",
    "competitor": "competitor competitors maincompetitors maincompetitor",
    "next_step": "nextstep nextactivity",
    "stage_on": "laststagechangedate stagechangedate laststagechange",
    "note": "description notes note dealdescription notecontent",
}  # fmt: skip

ACTIVITY: Final[Aliases] = _COMMON | {
    "id": "id activityid taskid eventid recordid callid engagementid",
    "subject": "subject activitysubject title tasktitle calltitle summary taskname activityname meetingname",
    "type": "tasksubtype type activitytype tasktype calltype eventsubtype engagementtype",
    "date": "activitydatetime startdatetime activitydate date duedate due starttime callstarttime meetingstarttime start calldate "
    "timestamp completeddatetime",
    "time": "duetime time startclock",
    "end": "enddatetime endtime meetingendtime",
    "done": "isclosed done completed iscompleted markedasdoneat",
    "status": "status taskstatus activitystatus callstatus",
    "seconds": "calldurationinseconds durationseconds callduration calldurationhhmmss durationinseconds",
    "milliseconds": "callduration milliseconds durationms hscallduration",
    "minutes": "durationinminutes duration durationminutes minutes callminutes",
    "outcome": "calldisposition calloutcome disposition outcome callresult result meetingoutcome hscalldisposition",
    "direction": "calldirection direction calltype hscalldirection",
    "note": "description notes note comments callnotes content notecontent fullcomments body callbody notebody "
    "tasknotes meetingnotes",
    "contact_id": "whoid contactid personid associatedcontactids",
    "what_id": "whatid relatedtoid",
    "account_id": "accountid companyid organizationid associatedcompanyids",
    "account": "accountname companyname company account organization organizationname companyaccount associatedcompany",
    "contact": "contactname contact person personname name whoname associatedcontact",
    "email": "email contactemail emailaddress",
    "opportunity": "opportunityname dealname dealtitle deal opportunity associateddeal",
    "opportunity_id": "opportunityid dealid associateddealids",
}  # fmt: skip

ALIASES: Final[Mapping[str, Aliases]] = {
    "accounts": ACCOUNT,
    "contacts": CONTACT,
    "opportunities": OPPORTUNITY,
    "activities": ACTIVITY,
}

OUTLOOK_ABROAD: Final[Mapping[str, str]] = {
    # German
    "vorname": "first", "weiterevornamen": "middle", "nachname": "last", "firma": "account", "abteilung": "department",
    "position": "title", "strassegeschaftlich": "street", "strassegeschaftlich2": "street2", "ortgeschaftlich": "city",
    "regiongeschaftlich": "region", "postleitzahlgeschaftlich": "postcode", "landregiongeschaftlich": "country",
    "telefongeschaftlich": "phone", "telefongeschaftlich2": "phone", "telefonfirma": "phone", "telefonprivat": "phone",
    "mobiltelefon": "mobile", "emailadresse": "email", "email2adresse": "email", "notizen": "note", "webseite": "website",
    "geburtstag": "birthday", "kategorien": "tags", "empfohlenvon": "referred_by",
    # French
    "prenom": "first", "deuxiemeprenom": "middle", "nom": "last", "nomdefamille": "last", "suffixe": "suffix",
    "societe": "account", "service": "department", "fonction": "title", "titre2": "title", "titreprofessionnel": "title",
    "ruebureau": "street", "villebureau": "city",
    "departementbureau": "region", "depregionbureau": "region",
    "codepostalbureau": "postcode", "paysbureau": "country", "paysregionbureau": "country",
    "telephonebureau": "phone", "telephonebureau2": "phone", "telephonedomicile": "phone", "telmobile": "mobile",
    "telephonemobile": "mobile", "adressedemessagerie": "email", "adressemail": "email", "adresseemail": "email",
    "pageweb": "website", "anniversaire": "birthday", "categories": "tags", "recommandepar": "referred_by",
    # Spanish
    "nombre": "first", "segundonombre": "middle", "apellidos": "last", "sufijo": "suffix", "organizacion": "account",
    "departamento": "department", "puesto": "title", "calledeltrabajo": "street", "ciudaddetrabajo": "city",
    "ciudaddeltrabajo": "city", "provinciaoestadodetrabajo": "region", "codigopostaldeltrabajo": "postcode",
    "paisoregiondeltrabajo": "country", "telefonodeltrabajo": "phone", "telefonodeltrabajo2": "phone", "particular": "phone",
    "telefonomovil": "mobile", "direcciondecorreoelectronico": "email", "notas": "note", "paginaweb": "website",
    "cumpleanos": "birthday", "categorias": "tags", "referidopor": "referred_by",
    # Italian
    "nome": "first", "secondonome": "middle", "cognome": "last", "societa": "account", "reparto": "department",
    "posizione": "title", "viauff": "street", "viauff2": "street2", "cittauff": "city", "provinciauff": "region",
    "capuff": "postcode", "paeseareageograficauff": "country", "ufficio": "phone", "ufficio2": "phone", "abitazione": "phone",
    "cellulare": "mobile", "indirizzopostaelettronica": "email", "compleanno": "birthday", "categorie": "tags",
    "presentatoda": "referred_by",
    # Polish
    "imie": "first", "drugieimie": "middle", "nazwisko": "last", "sufiks": "suffix", "dzial": "department",
    "stanowisko": "title", "adressluzbowyulica": "street", "adressluzbowyulica2": "street2",
    "adressluzbowymiejscowosc": "city", "adressluzbowywojewodztwo": "region", "adressluzbowykodpocztowy": "postcode",
    "adressluzbowykraj": "country", "adressluzbowykrajregion": "country", "telefonsluzbowy": "phone",
    "telefonsluzbowy2": "phone", "telefondomowy": "phone", "telefonkomorkowy": "mobile", "adresemail": "email",
    "uwagi": "note", "notatki": "note", "stronasieciweb": "website", "urodziny": "birthday", "kategorie": "tags",
    "poleconyprzez": "referred_by",
    # Portuguese
    "segundonomep": "middle", "sobrenome": "last", "apelido": "last", "sufixo": "suffix", "empresa": "account",
    "cargo": "title", "ruadoenderecocomercial": "street", "ruacomercial": "street", "cidadedoenderecocomercial": "city",
    "cidadecomercial": "city", "estadocomercial": "region", "ceppdoenderecocomercial": "postcode",
    "cepdoenderecocomercial": "postcode", "paisregiaodoenderecocomercial": "country", "telefonecomercial": "phone",
    "telefonecomercial2": "phone", "telefoneresidencial": "phone", "telefonecelular": "mobile", "telemovel": "mobile",
    "enderecodeemail": "email", "enderecodecorreioeletronico": "email", "enderecodecorreioelectronico": "email",
    "anotacoes": "note", "paginadaweb": "website", "aniversario": "birthday", "indicadopor": "referred_by",
    # Russian
    "имя": "first", "отчество": "middle", "фамилия": "last", "суффикс": "suffix", "организация": "account",
    "отдел": "department", "должность": "title", "улицарабадрес": "street", "улица2рабадрес": "street2",
    "городрабадрес": "city", "областьрабадрес": "region", "индексрабадрес": "postcode", "странарабадрес": "country",
    "странаилирегионрабадрес": "country", "рабочиителефон": "phone", "телефонраб2": "phone", "домашниителефон": "phone",
    "основноителефон": "phone", "телефонпереноснои": "mobile", "адресэлпочты": "email", "адрес2элпочты": "email",
    "заметки": "note", "вебстраница": "website", "деньрождения": "birthday", "категории": "tags",
}  # fmt: skip
"""Outlook names its columns in the user's language; these are columns of contacts, folded (so "й" is "и")."""

_NOISE: Final = (
    "masterrecordid ownerid createdbyid lastmodifieddate lastmodifiedbyid systemmodstamp lastvieweddate "
    "lastreferenceddate photourl photo billingaddress shippingaddress mailingaddress otheraddress billinglatitude "
    "billinglongitude mailinglatitude mailinglongitude billinggeocodeaccuracy shippinggeocodeaccuracy "
    "mailinggeocodeaccuracy othergeocodeaccuracy cleanstatus isarchived ispersonaccount isemailbounced "
    "hasopportunitylineitem salesid nbtasks priority sensitivity private gender emailtype email2type email3type "
    "pricebookid pricebook2id fiscal fiscalquarter fiscalyear forecastcategory jigsaw isrecurrence isreminderset "
    "recurrencetype lastmodifiedtime updatedat modifiedtime ishighpriority hasnewsletter salutation "
)
NOISE: Final = frozenset(_NOISE.split())
"""Columns that say nothing about a customer: they are not kept."""
