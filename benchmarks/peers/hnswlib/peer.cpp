// hnswlib as a peer: reads a request per line, answers each with a line (see PeerProgram.java).
// Arguments: folder with base.f32, query.f32 and rows.i32; dimension, "ip" or "l2"; M, efConstruction; threads; k.
#include <hnswlib/hnswlib.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

using Index = hnswlib::HierarchicalNSW<float>;

static double wall_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

static double cpu_seconds() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

template <typename T>
static std::vector<T> read(const std::string &file) {
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  std::vector<T> values(static_cast<size_t>(in.tellg()) / sizeof(T));
  in.seekg(0);
  in.read(reinterpret_cast<char *>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(T)));
  return values;
}

struct Peer {
  std::string dir;
  size_t dimension, m, ef_construction, threads, k;
  std::vector<float> base, queries;
  std::vector<int> rows;  // the row that each vector of base is
  std::unique_ptr<hnswlib::SpaceInterface<float>> space;
  std::unique_ptr<Index> index;

  std::string build() {
    index.reset();
    double cpu = cpu_seconds(), wall = wall_seconds();
    index.reset(new Index(space.get(), rows.size(), m, ef_construction));
    std::atomic<size_t> next(0);
    auto add = [&] {
      for (size_t i; (i = next++) < rows.size();) index->addPoint(&base[i * dimension], rows[i]);
    };
    std::vector<std::thread> others;
    for (size_t t = 1; t < threads; t++) others.emplace_back(add);
    add();
    for (auto &other : others) other.join();
    index->saveIndex(dir + "/index");
    cpu = cpu_seconds() - cpu;
    wall = wall_seconds() - wall;
    auto bytes = std::ifstream(dir + "/index", std::ios::binary | std::ios::ate).tellg();
    std::ostringstream reply;
    reply << "{\"index_cpu_s\":" << cpu << ",\"index_wall_s\":" << wall
          << ",\"merge_cpu_s\":0,\"merge_wall_s\":0,\"heap_peak_mb\":null,\"written_bytes\":" << bytes
          << ",\"index_bytes\":" << bytes << "}";
    return reply.str();
  }

  std::string search(size_t list_size) {
    size_t count = queries.size() / dimension;
    std::vector<double> micros;
    std::ostringstream found;
    index->setEf(list_size);
    index->metric_distance_computations = 0;
    double cpu = cpu_seconds(), sum = 0;
    std::vector<std::priority_queue<std::pair<float, hnswlib::labeltype>>> hits;
    for (size_t q = 0; q < count; q++) {
      double from = wall_seconds();
      hits.push_back(index->searchKnn(&queries[q * dimension], k));
      micros.push_back((wall_seconds() - from) * 1e6);
      sum += micros.back();
    }
    cpu = cpu_seconds() - cpu;
    for (size_t q = 0; q < count; q++) {
      found << (q == 0 ? "[" : ",[");
      for (; !hits[q].empty(); hits[q].pop()) found << hits[q].top().second << (hits[q].size() > 1 ? "," : "");
      found << "]";
    }
    std::sort(micros.begin(), micros.end());
    auto percentile = [&](double share) { return micros[static_cast<size_t>(std::ceil(share * count)) - 1]; };
    std::ostringstream reply;
    reply << "{\"rows\":[" << found.str()
          << "],\"visited\":" << static_cast<double>(index->metric_distance_computations) / count
          << ",\"cpu_us\":" << cpu / count * 1e6 << ",\"p50_us\":" << percentile(.5) << ",\"p99_us\":" << percentile(.99)
          << ",\"qps\":" << count / sum * 1e6 << ",\"read_bytes\":null,\"resident_bytes\":null}";
    return reply.str();
  }
};

int main(int, char **args) {
  Peer peer;
  peer.dir = args[1];
  peer.dimension = std::stoul(args[2]);
  bool inner = std::string(args[3]) == "ip";
  peer.m = std::stoul(args[4]);
  peer.ef_construction = std::stoul(args[5]);
  peer.threads = std::stoul(args[6]);
  peer.k = std::stoul(args[7]);
  peer.base = read<float>(peer.dir + "/base.f32");
  peer.queries = read<float>(peer.dir + "/query.f32");
  peer.rows = read<int>(peer.dir + "/rows.i32");
  if (inner) {
    peer.space.reset(new hnswlib::InnerProductSpace(peer.dimension));
  } else {
    peer.space.reset(new hnswlib::L2Space(peer.dimension));
  }
  std::cout << "{\"library\":\"hnswlib\",\"parameters\":{\"M\":" << peer.m
            << ",\"efConstruction\":" << peer.ef_construction << "}}" << std::endl;
  for (std::string request; std::getline(std::cin, request);) {
    if (request.find("BUILD") != std::string::npos) {
      std::cout << peer.build() << std::endl;
    } else {
      size_t at = request.find("list_size\":");
      std::cout << peer.search(std::stoul(request.substr(at + 11))) << std::endl;
    }
  }
}
