"""forewarn reads news reports and official releases and codes what is done and said."""
