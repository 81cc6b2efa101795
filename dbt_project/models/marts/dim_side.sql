select side, name, name_fr, description,
from
    (
        values
            (
                'UKR',
                'Ukraine',
                'Ukraine',
                'The Ukrainian state, its forces and its analysts in the war.'
            ),
            (
                'RUS',
                'Russia',
                'Russie',
                'The Russian state, its forces, occupation officials and pro-Kremlin bloggers.'
            ),
            (
                'UKR_ALLY',
                'Allies of Ukraine',
                'Alliés de l''Ukraine',
                'States and alliances that arm or back Ukraine: NATO, the EU, their members.'
            ),
            (
                'RUS_ALLY',
                'Allies of Russia',
                'Alliés de la Russie',
                'States that send men or arms to Russia: North Korea, Belarus, Iran.'
            ),
            (
                'IGO',
                'International organisations',
                'Organisations internationales',
                'The UN and its agencies, the Red Cross, courts, the IAEA.'
            ),
            ('MEDIA', 'Media', 'Médias', 'Newsrooms and agencies that speak for themselves.'),
            (
                'NEUTRAL',
                'Neutral',
                'Neutres',
                'States and analysts that take no side: China, Türkiye, ISW.'
            ),
            ('UNKNOWN', 'Unknown', 'Inconnu', 'The words do not tell.')
    ) as sides(side, name, name_fr, description)
