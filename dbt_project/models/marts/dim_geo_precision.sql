select geo_precision, where_prec, acled_geo_precision, meaning,
from
    (
        values
            ('settlement', 1, 1, 'The place itself: a city, town, village or site.'),
            ('near_settlement', 2, 2, 'Near, before or on the way to a settlement.'),
            ('hromada', 3, 2, 'Somewhere in a hromada, a group of settlements.'),
            ('adm2', 3, 2, 'Somewhere in a raion or another second-level unit.'),
            ('adm1', 4, 3, 'Somewhere in an oblast or another first-level region.'),
            ('front', 5, 3, 'Along a front, a sector or a border.'),
            ('country', 6, 3, 'Somewhere in a state.'),
            ('unknown', null, null, 'The words do not tell.')
    ) as levels(geo_precision, where_prec, acled_geo_precision, meaning)
