// A validator that takes the bribe of p + epsilon only if that pays by what it believes.
//
// settings: trust    how probable it is that the briber keeps its promise
//           epsilon  STX that are promised for each seat beyond its loss
//           belief   how probable it is that the committee votes the bribed score

function takes(ballot) {
  if (Number.isNaN(ballot.bribed)) return false;
  const loss = ballot.slash * ballot.stake;
  const promised = settings.trust * (ballot.fee + loss + settings.epsilon);
  const taking = settings.belief * ballot.fee + (1 - settings.belief) * (promised - loss);
  const refusing =
    (1 - settings.belief) * ballot.fee - settings.belief * loss - ballot.cost / ballot.seats;
  return taking > refusing;
}

function looks(ballot) {
  return !takes(ballot);
}

function votes(ballot) {
  return takes(ballot) ? ballot.bribed : ballot.measured;
}
