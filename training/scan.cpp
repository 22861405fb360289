// The loops of training.recurrent and training.network in one pass each: the same numbers, several times faster.
// A bidirectional GRU over texts side by side, longest first: at step t the first sizes[t] columns are there.
#include <torch/extension.h>

#include <algorithm>
#include <cmath>
#include <vector>

using torch::Tensor;

static inline float sigmoid(float x) {
  return 1.0f / (1.0f + std::exp(-x));
}

static inline float hyperbolic(float x) {
  return 1.0f - 2.0f / (1.0f + std::exp(2.0f * std::min(x, 40.0f)));
}

// gates (T, B, 6H): the input's share, forward then backward, each reset, update, new; weight (2, H, 3H), bias (2, 3H).
// Gives the states (2, T + 1, B, H), of which the first (forward) or last (backward) is zero, and what the gradient needs.
std::vector<Tensor> forward(Tensor gates, Tensor weight, Tensor bias, std::vector<int64_t> sizes) {
  const int64_t steps = gates.size(0), columns = gates.size(1), h = weight.size(1);
  auto states = torch::zeros({2, steps + 1, columns, h}), kept = torch::empty({2, steps, columns, 4 * h});
  auto product = torch::empty({columns, 3 * h});
  for (int64_t way = 0; way < 2; ++way) {
    auto matrix = weight[way];
    const float* b = bias.data_ptr<float>() + way * 3 * h;
    for (int64_t i = 0; i < steps; ++i) {
      const int64_t t = way ? steps - 1 - i : i, from = way ? t + 1 : t, to = way ? t : t + 1, n = sizes[t];
      auto here = product.narrow(0, 0, n);
      at::mm_out(here, states[way][from].narrow(0, 0, n), matrix);
      const float* before = states.data_ptr<float>() + (way * (steps + 1) + from) * columns * h;
      float* after = states.data_ptr<float>() + (way * (steps + 1) + to) * columns * h;
      float* keep = kept.data_ptr<float>() + (way * steps + t) * columns * 4 * h;
      const float* given = gates.data_ptr<float>() + t * columns * 6 * h + way * 3 * h;
      const float* p = product.data_ptr<float>();
      for (int64_t c = 0; c < n; ++c, p += 3 * h, before += h, after += h, keep += 4 * h, given += 6 * h) {
#pragma GCC ivdep
        for (int64_t j = 0; j < h; ++j) {
          const float r = sigmoid(given[j] + p[j] + b[j]), z = sigmoid(given[h + j] + p[h + j] + b[h + j]);
          const float inner = p[2 * h + j] + b[2 * h + j];
          const float fresh = hyperbolic(given[2 * h + j] + r * inner);
          keep[j] = r;
          keep[h + j] = z;
          keep[2 * h + j] = fresh;
          keep[3 * h + j] = inner;
          after[j] = fresh + z * (before[j] - fresh);
        }
      }
    }
  }
  return {states, kept};
}

// grad (T, B, 2H) of the states; gives the gradients of gates, weight and bias.
std::vector<Tensor> backward(Tensor grad, Tensor states, Tensor kept, Tensor weight, std::vector<int64_t> sizes) {
  const int64_t steps = grad.size(0), columns = grad.size(1), h = weight.size(1);
  auto d_gates = torch::zeros({steps, columns, 6 * h}), d_inner = torch::zeros({2, steps, columns, 3 * h});
  auto d_weight = torch::empty({2, h, 3 * h});
  for (int64_t way = 0; way < 2; ++way) {
    auto back = weight[way].t().contiguous();
    auto carry = torch::zeros({columns, h}), product = torch::zeros({columns, h});
    for (int64_t i = 0; i < steps; ++i) {
      const int64_t t = way ? i : steps - 1 - i, from = way ? t + 1 : t, n = sizes[t];
      const float* before = states.data_ptr<float>() + (way * (steps + 1) + from) * columns * h;
      const float* keep = kept.data_ptr<float>() + (way * steps + t) * columns * 4 * h;
      const float* given = grad.data_ptr<float>() + t * columns * 2 * h + way * h;
      float* gate = d_gates.data_ptr<float>() + t * columns * 6 * h + way * 3 * h;
      float* e = d_inner.data_ptr<float>() + (way * steps + t) * columns * 3 * h;
      float* c = carry.data_ptr<float>();
      for (int64_t k = 0; k < n; ++k) {
#pragma GCC ivdep
        for (int64_t j = 0; j < h; ++j) {
          const float r = keep[j], z = keep[h + j], fresh = keep[2 * h + j], inner = keep[3 * h + j];
          const float dh = c[j] + given[j];
          const float dn = dh * (1 - z) * (1 - fresh * fresh);
          const float dr = dn * inner * r * (1 - r), dz = dh * (before[j] - fresh) * z * (1 - z);
          gate[j] = e[j] = dr;
          gate[h + j] = e[h + j] = dz;
          gate[2 * h + j] = dn;
          e[2 * h + j] = dn * r;
          c[j] = dh * z;
        }
        before += h, keep += 4 * h, given += 2 * h, gate += 6 * h, e += 3 * h, c += h;
      }
      auto rows = carry.narrow(0, 0, n);
      rows.addmm_(d_inner[way][t].narrow(0, 0, n), back);
    }
    auto previous = states[way].narrow(0, way ? 1 : 0, steps).reshape({steps * columns, h});
    auto wide = d_weight[way];
    at::mm_out(wide, previous.t(), d_inner[way].reshape({steps * columns, 3 * h}));
  }
  return {d_gates, d_weight, d_inner.sum({1, 2})};
}

// Negative log likelihood of each text and its gradients: emissions (T, B, K), transitions with penalties (K, K).
std::vector<Tensor> chain(Tensor emissions, Tensor trans, Tensor opening, Tensor closing, Tensor tags,
                          std::vector<int64_t> sizes) {
  const int64_t steps = emissions.size(0), columns = emissions.size(1), k = emissions.size(2);
  auto d_emissions = torch::zeros_like(emissions), d_trans = torch::zeros_like(trans), loss = torch::zeros({columns});
  auto table = trans.exp().contiguous();
  const float *scores = emissions.data_ptr<float>(), *w = table.data_ptr<float>(), *raw = trans.data_ptr<float>();
  const float *open = opening.data_ptr<float>(), *close = closing.data_ptr<float>();
  const int64_t* right = tags.data_ptr<int64_t>();
  float *de = d_emissions.data_ptr<float>(), *dw = d_trans.data_ptr<float>(), *out = loss.data_ptr<float>();
  std::vector<double> alpha(steps * k), beta(k), next(k);
  std::vector<double> mass(steps * k);
  for (int64_t c = 0; c < columns; ++c) {
    int64_t length = 0;
    while (length < steps && sizes[length] > c) ++length;
    double log_z = 0, gold = 0;
    auto at = [&](int64_t t) { return (t * columns + c) * k; };
    auto tag = [&](int64_t t) { return right[t * columns + c]; };
    for (int64_t t = 0; t < length; ++t) {
      const float* row = scores + at(t);
      const float top = *std::max_element(row, row + k);
      double total = 0;
      for (int64_t j = 0; j < k; ++j) {
        mass[t * k + j] = std::exp(double(row[j] - top));
        double sum = t ? 0 : std::exp(double(open[j]));
        if (t) for (int64_t i = 0; i < k; ++i) sum += alpha[(t - 1) * k + i] * w[i * k + j];
        total += alpha[t * k + j] = sum * mass[t * k + j];
      }
      for (int64_t j = 0; j < k; ++j) alpha[t * k + j] /= total;
      log_z += std::log(total) + top;
      gold += row[tag(t)] + (t ? raw[tag(t - 1) * k + tag(t)] : open[tag(0)]);
    }
    double total = 0;
    for (int64_t j = 0; j < k; ++j) total += alpha[(length - 1) * k + j] * (beta[j] = std::exp(double(close[j])));
    log_z += std::log(total);
    gold += close[tag(length - 1)];
    out[c] = float(log_z - gold);
    for (int64_t t = length - 1; t >= 0; --t) {
      double sum = 0;
      for (int64_t j = 0; j < k; ++j) sum += alpha[t * k + j] * beta[j];
      for (int64_t j = 0; j < k; ++j) de[at(t) + j] = float(alpha[t * k + j] * beta[j] / sum);
      de[at(t) + tag(t)] -= 1;
      if (!t) break;
      double pairs = 0, high = 0;
      for (int64_t i = 0; i < k; ++i) {
        next[i] = 0;
        for (int64_t j = 0; j < k; ++j) next[i] += w[i * k + j] * mass[t * k + j] * beta[j];
        pairs += alpha[(t - 1) * k + i] * next[i];
        high = std::max(high, next[i]);
      }
      for (int64_t i = 0; i < k; ++i)
        for (int64_t j = 0; j < k; ++j)
          dw[i * k + j] += float(alpha[(t - 1) * k + i] * w[i * k + j] * mass[t * k + j] * beta[j] / pairs);
      dw[tag(t - 1) * k + tag(t)] -= 1;
      for (int64_t i = 0; i < k; ++i) beta[i] = next[i] / high;
    }
  }
  return {loss, d_emissions, d_trans};
}

PYBIND11_MODULE(TORCH_EXTENSION_NAME, m) {
  m.def("forward", &forward);
  m.def("backward", &backward);
  m.def("chain", &chain);
}
