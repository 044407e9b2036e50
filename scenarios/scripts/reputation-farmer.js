// A compute provider that works until its reputation is good, and then lives by it: it shows perfect
// scores for work that it has not done, until it is caught and has to work again.
//
// settings: enough  reputation at which it begins to cheat, bps
//           greed   share of the jobs for which it cheats then

const margin = settings.margin * (0.5 + random());
let score = 0;

function price(sale) {
  score = sale.score;
  return sale.cost * (1 + margin);
}

function result(work) {
  return score >= settings.enough && random() < settings.greed ? "wrong" : "true";
}

function defends(accusation) {
  return accusation.right;
}
