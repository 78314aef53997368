-- Movies by weighted rating: the order of ListMovies, with the id that makes it total.
CREATE INDEX movie_ratings_order ON analytics.movie_ratings (weighted_rating DESC, movie_id DESC);
