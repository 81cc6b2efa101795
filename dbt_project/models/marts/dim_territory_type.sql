select territory_type, meaning, plover_event, acled_event_type, acled_sub_event_type,
from
    (
        values
            (
                'capture',
                'A side takes a place.',
                'ASSAULT',
                'Battles',
                'Non-state actor overtakes territory'
            ),
            (
                'recapture',
                'A side takes back its own.',
                'ASSAULT',
                'Battles',
                'Government regains territory'
            ),
            ('entry', 'A side enters a place.', 'ASSAULT', 'Battles', 'Armed clash'),
            ('advance', 'A side gains ground.', 'ASSAULT', 'Battles', 'Armed clash'),
            (
                'repelled_attack',
                'A side holds against an attack.',
                'ASSAULT',
                'Battles',
                'Armed clash'
            ),
            ('contested', 'Both fight for a place.', 'ASSAULT', 'Battles', 'Armed clash'),
            ('encirclement', 'A side closes a ring.', 'ASSAULT', 'Battles', 'Armed clash'),
            (
                'offensive',
                'A side begins or carries on an attack.',
                'ASSAULT',
                'Battles',
                'Armed clash'
            ),
            (
                'control',
                'A side holds a place; no fight is told.',
                null,
                'Strategic developments',
                'Non-violent transfer of territory'
            ),
            (
                'withdrawal',
                'A side leaves a place.',
                'RETREAT',
                'Strategic developments',
                'Non-violent transfer of territory'
            ),
            (
                'annexation_claim',
                'A state calls a place its own.',
                null,
                'Strategic developments',
                'Other'
            )
    ) as types(territory_type, meaning, plover_event, acled_event_type, acled_sub_event_type)
