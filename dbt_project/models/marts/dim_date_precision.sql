select date_precision, date_prec, acled_time_precision, meaning,
from
    (
        values
            ('minute', 1, 1, 'The words give the hour.'),
            ('day', 1, 1, 'The words give the day.'),
            ('range', null, 2, 'Some days: date_prec is 2 up to six days, 3 a week, 4 a month.'),
            ('month', 4, 3, 'The words give the month.'),
            ('year', 5, null, 'The words give the year.')
    ) as levels(date_precision, date_prec, acled_time_precision, meaning)
